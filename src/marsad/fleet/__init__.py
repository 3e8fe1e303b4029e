"""The fleet: the same reading on a cluster. Inputs are cut into shards; each shard is read, written and noted as done by whichever machine has time."""
