"""The desk as a web application: pages made on the server that work without JavaScript. `marsad serve` opens it."""
