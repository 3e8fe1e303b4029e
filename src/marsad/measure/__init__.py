"""Scoring records against hand codings, floors under the scores, and benchmarks."""
