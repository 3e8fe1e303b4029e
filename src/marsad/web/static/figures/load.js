// Libraries are fetched when the first picture that needs one is seen; from this server only.
const asked = new Map();

export function library(name) {
  if (!asked.has(name)) {
    asked.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `/static/vendor/${name}`;
      script.onload = done;
      script.onerror = () => failed(new Error(name));
      document.head.append(script);
    }));
  }
  return asked.get(name);
}

export async function json(address) {
  if (!asked.has(address)) asked.set(address, fetch(address, { credentials: "same-origin" }).then((answer) => { if (!answer.ok) throw new Error(`${address}: ${answer.status}`); return answer.json(); }));
  return asked.get(address);
}
