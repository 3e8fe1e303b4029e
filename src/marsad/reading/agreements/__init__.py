"""Agreements: which ones an article names or describes, their parties, and what it says about each.

Pipeline order: mentions → resolution → facts (near a mention, terms, talks, deadlines, what parties do elsewhere) → parties → Record.
"""

from marsad.reading.agreements.chain import AgreementReader

__all__ = ["AgreementReader"]
