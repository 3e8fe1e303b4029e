"""The tables of the archive, as the newest migration leaves them.

Three kinds, told apart by `APPEND_ONLY`, `DERIVED` and the rest:

* what was delivered, read and decided (articles, captures, records, claims, changes …): rows are added, never changed;
  the database itself refuses an update or a deletion (a redaction for the protection of a person is the one exception);
* what follows from it (events, families, links, sums): computed anew by versioned rules, for speed; `marsad verify --deep` checks it;
* assignments of claims to events and the knowledge base: the current state; what was before stands in `changes`.

Times are ISO UTC text, days ISO text, so that order by text is order by time and both databases agree. JSON is canonical text.
Three clocks: `first_day`, `last_day` (event), `published` (report), `recorded` (archive).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()
_Number = BigInteger().with_variant(Integer(), "sqlite")


def _number() -> Column[int]:
    return Column("number", _Number, primary_key=True, autoincrement=False)


def _of(name: str, target: str) -> Column[int]:
    return Column(name, _Number, ForeignKey(f"{target}.number"), nullable=False)


articles = Table(
    "articles",
    metadata,
    _number(),
    Column("id", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the text
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
    Column("title", Text),
    Column("language", Text),
    Column("extra", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    UniqueConstraint("id", "sha256"),
    Index("articles_published", "published"),
)
captures = Table(
    "captures",
    metadata,
    _number(),
    _of("article", "articles"),
    Column("sha256", Text, nullable=False),  # of the evidence
    Column("evidence", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    UniqueConstraint("article", "sha256"),
)
records = Table(
    "records",
    metadata,
    _number(),
    _of("article", "articles"),
    Column("reader", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("lexicon", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the line of JSON
    Column("body", LargeBinary, nullable=False),  # that line, zstd
    Column("recorded", Text, nullable=False),
    UniqueConstraint("article", "sha256"),
)
claims = Table(
    "claims",
    metadata,
    _number(),
    Column("key", Text, nullable=False),
    _of("article", "articles"),
    _of("record", "records"),
    Column("type", Text, nullable=False),
    Column("modes", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("place", Text),
    Column("published", Text),
    Column("body", Text, nullable=False),  # the event as the record has it, JSON
    Column("recorded", Text, nullable=False),
    UniqueConstraint("record", "key"),
    Index("claims_key", "key"),
    Index("claims_article", "article"),
)
claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim", _Number, ForeignKey("claims.number"), primary_key=True),
    Column("role", Text, primary_key=True),  # actor, recipient, voucher
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", Text),
    Column("country", Text),
    Column("sector", Text),
    Column("entity", Text),
    Index("claim_parties_entity", "entity"),
    sqlite_with_rowid=False,  # the key is the table
)
statements = Table(
    "statements",
    metadata,
    _number(),
    _of("article", "articles"),
    _of("record", "records"),
    Column("speaker", Text, nullable=False),  # entity, name or folded words: what `who` looks up
    Column("words", Text, nullable=False),
    Column("country", Text),
    Column("cue", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("published", Text),
    Index("statements_speaker", "speaker", "published", "number"),
    Index("statements_record", "record"),
)
agreements = Table(
    "agreements",
    metadata,
    _number(),
    _of("article", "articles"),
    _of("record", "records"),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("entity", Text),
    Column("folded", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("published", Text),
    UniqueConstraint("record", "position"),
    Index("agreements_entity", "entity"),
    Index("agreements_folded", "folded", "article"),
    Index("agreements_article", "article"),
)
agreement_facts = Table(
    "agreement_facts",
    metadata,
    _number(),
    _of("agreement", "agreements"),
    _of("record", "records"),
    Column("kind", Text, nullable=False),
    Column("deadline", Text),
    Column("body", Text, nullable=False),
    Column("published", Text),
    Index("agreement_facts_agreement", "agreement"),
    Index("agreement_facts_record", "record"),
)
changes = Table(
    "changes",
    metadata,
    _number(),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("undoes", _Number),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Index("changes_subject", "subject"),
    Index("changes_action", "action"),
)

# The state: who belongs where now.
current = Table(
    "current",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True),
    _of("record", "records"),
)
assignments = Table(
    "assignments",
    metadata,
    _number(),
    _of("claim", "claims"),
    Column("event", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),  # null: holds
    Index("assignments_claim", "claim"),
    Index("assignments_event", "event"),
)
decisions = Table(
    "decisions",
    metadata,
    _number(),
    Column("kind", Text, nullable=False),  # together, apart
    Column("a", Text, nullable=False),  # keys of claims, the lesser first
    Column("b", Text, nullable=False),
    Column("change", _Number, ForeignKey("changes.number"), nullable=False),
    Column("undone", _Number, ForeignKey("changes.number")),
    Index("decisions_a", "a"),
    Index("decisions_b", "b"),
)
verdicts = Table(
    "verdicts",
    metadata,
    Column("claim", Text, primary_key=True),  # the key of the claim after which the judged act was called: the verdict goes where it goes
    Column("verdict", Text, nullable=False),  # accept, reject
    Column("change", _Number, ForeignKey("changes.number"), nullable=False),
)
redactions = Table(
    "redactions",
    metadata,
    _number(),
    Column("label", Text, nullable=False),  # what stands where the person was named
    Column("salt", Text, nullable=False),
    Column("change", _Number, ForeignKey("changes.number"), nullable=False),
)
redacted_names = Table(
    "redacted_names",
    metadata,
    Column("redaction", _Number, ForeignKey("redactions.number"), primary_key=True),
    Column("digest", Text, primary_key=True),  # of the salt, the kind and a spelling: the spelling itself is not kept
    Column("kind", Text, nullable=False),  # name; part: a word that names only where the name or the id stands too; id: of an entity
    Column("words", Integer, nullable=False),  # of that spelling
)
redacted_articles = Table(
    "redacted_articles",
    metadata,
    Column("redaction", _Number, ForeignKey("redactions.number"), primary_key=True),
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True),
    Index("redacted_articles_article", "article"),
)
entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text),
    Column("name_ar", Text),
    Column("country", Text),
    Column("sector", Text),
    Column("status", Text, nullable=False),  # known, proposed, merged
    Column("merged_into", Text),
)
aliases = Table(
    "aliases",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("folded", Text, primary_key=True),
    Column("alias", Text, nullable=False),
    Index("aliases_folded", "folded"),
)
offices = Table(
    "offices",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("office_en", Text, primary_key=True),
    Column("start", Text, primary_key=True),  # "" unknown
    Column("end", Text, nullable=False),
    Column("office_ar", Text, nullable=False),
    Column("country", Text),
    Column("sector", Text),
)
kinship = Table(
    "kinship",
    metadata,
    Column("child", Text, primary_key=True),
    Column("parent", Text, primary_key=True),
    Column("relation", Text, primary_key=True),  # part-of, split-from, successor-of, allied-with
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
)

# What follows.
signatures = Table(
    "signatures",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)
bands = Table(
    "bands",
    metadata,
    Column("key", _Number, primary_key=True),
    Column("article", _Number, primary_key=True),
    sqlite_with_rowid=False,  # the key is the table
)
copies = Table(
    "copies",
    metadata,
    Column("a", _Number, primary_key=True),
    Column("b", _Number, primary_key=True),
    Column("kind", Text, nullable=False),  # copy, rewrite
    Column("likeness", Float, nullable=False),
    Index("copies_b", "b"),
    sqlite_with_rowid=False,  # the key is the table
)
callings = Table(
    "callings",
    metadata,
    _number(),
    Column("entity", Text, nullable=False),  # "" none
    Column("name", Text, nullable=False),  # "" none
    Column("folded", Text, nullable=False),
    UniqueConstraint("folded", "entity", "name"),
)
families = Table(
    "families",
    metadata,
    Column("article", _Number, ForeignKey("articles.number"), primary_key=True),
    Column("family", Text, nullable=False),
    Column("agency", Text),  # credited; null: its own
    Index("families_family", "family"),
)
blocks = Table(
    "blocks",
    metadata,
    Column("key", _Number, primary_key=True),  # a hash
    Column("claim", _Number, primary_key=True),
    Index("blocks_claim", "claim"),
    sqlite_with_rowid=False,  # the key is the table
)
links = Table(
    "links",
    metadata,
    Column("a", _Number, primary_key=True),
    Column("b", _Number, primary_key=True),
    Column("weight", Float, nullable=False),
    Index("links_b", "b"),
    sqlite_with_rowid=False,  # the key is the table
)
events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("quad", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Text),  # the first day, else the day of the first report: what order and search by time use
    Column("first_day", Text),
    Column("last_day", Text),
    Column("reported", Text),
    Column("place", Text),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_low", Float),
    Column("killed", Float),
    Column("killed_high", Float),
    Column("claims", Integer, nullable=False),
    Column("families", Integer, nullable=False),
    Column("actors", Text, nullable=False),
    Column("recipients", Text, nullable=False),
    Column("lead", Text, nullable=False),  # key of the claim whose words are shown
    Column("verdict", Text),  # accept, reject; null: nobody judged it
    Index("events_day", "day", "id", "confidence", "verdict"),
    Index("events_type", "type", "day", "id"),
    Index("events_factuality", "factuality", "day", "id"),
    Index("events_lat", "lat", "lon", "day"),
    Index("events_confidence", "confidence"),
    Index("events_verdict", "verdict", "confidence"),
)
event_articles = Table(
    "event_articles",
    metadata,
    Column("event", Text, primary_key=True),
    Column("article", _Number, primary_key=True),
    Column("day", Text),
    Index("event_articles_article", "article", "day", "event"),
    sqlite_with_rowid=False,  # the key is the table
)
event_parties = Table(
    "event_parties",
    metadata,
    Column("event", Text, primary_key=True),
    Column("role", Text, primary_key=True),  # actor, recipient, party (either), voucher
    Column("key", Text, primary_key=True),  # a country, an entity, a folded name or an outlet
    Column("day", Text),
    Column("type", Text, nullable=False, server_default=""),
    Index("event_parties_key", "role", "key", "day", "event", "type"),
    sqlite_with_rowid=False,  # the key is the table
)
event_dyads = Table(
    "event_dyads",
    metadata,
    Column("event", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("day", Text),
    Index("event_dyads_pair", "actor", "recipient", "day", "event"),
    sqlite_with_rowid=False,  # the key is the table
)
event_places = Table(
    "event_places",
    metadata,
    Column("event", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # folded words, name, governorate or country
    Column("day", Text),
    Index("event_places_key", "key", "day", "event"),
    sqlite_with_rowid=False,  # the key is the table
)
sums = Table(
    "sums",
    metadata,
    Column("month", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # place: a country, b governorate; dyad: a actor's, b recipient's country; of acts that were rejected: rejected place, rejected dyad
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("events", Integer, nullable=False),
    Column("tenths", _Number, nullable=False),  # sum of scores in tenths: whole numbers add up without error
    Column("killed", _Number, nullable=False),
    sqlite_with_rowid=False,  # the key is the table
)

APPEND_ONLY = (articles, captures, records, claims, claim_parties, statements, agreements, agreement_facts, changes)
DERIVED = (callings, signatures, bands, copies, families, blocks, links, events, event_articles, event_parties, event_dyads, event_places, sums)
