"""PDF, DOCX, e-mail and archives made for the tests, byte by byte."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from email.message import EmailMessage

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def seen(line: str) -> str:
    """Give an Arabic line as it is seen from left to right: numbers and Latin words stay as they are."""
    return re.sub(r"[A-Za-z0-9]+(?:/[A-Za-z0-9]+)*", lambda m: m.group()[::-1], line[::-1])


def pdf(lines: list[str], visual: bool = False) -> bytes:
    """Give a PDF of one page whose lines are these letters, by way of a font with a ToUnicode table; `visual` stores each line as it is seen, as most makers do."""
    letters = sorted({c for line in lines for c in line})
    code = {c: n + 1 for n, c in enumerate(letters)}
    table = "".join(f"<{code[c]:02X}> <{c.encode('utf-16-be').hex().upper()}>\n" for c in letters)
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange {len(letters)} beginbfchar\n{table}endbfchar endcmap end end"
    shown = "".join(f"1 0 0 1 50 {780 - 20 * n} Tm <{''.join(f'{code[c]:02X}' for c in (seen(line) if visual else line))}> Tj\n" for n, line in enumerate(lines))
    content = zlib.compress(f"BT /F1 12 Tf\n{shown}ET".encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap.encode()),
        b"<< /Title (Report) /CreationDate (D:20200215103000) >>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table_at)


def docx(paragraphs: list[str], head: str = "", core: str = "") -> bytes:
    """Give a DOCX of these paragraphs; `head` stands before the root element."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{p}</w:t></w:r></w:p>' for p in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if core:
            archive.writestr("docProps/core.xml", core)
    return out.getvalue()


def mail(text: str, html: str = "", attached: bool = False, charset: str = "utf-8") -> bytes:
    """Give an e-mail from an outlet."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "صحيفة المرفأ <desk@example.org>", "نشرة الصباح", "Sat, 15 Feb 2020 22:30:00 +0200"
    if text:
        message.set_content(text, charset=charset)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html", charset=charset)
    if attached:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def warc(pages: list[tuple[str, bytes]], status: str = "200 OK", type: str = "text/html; charset=utf-8", packed: bool = True) -> bytes:
    """Give a WARC of somebody else: a warcinfo, and a response for each (address, body)."""
    out = _record("warcinfo", "", b"software: other\r\n", packed)
    for address, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        out += _record("response", address, http, packed)
    return out


def _record(kind: str, address: str, block: bytes, packed: bool) -> bytes:
    number = zlib.crc32(address.encode())
    more = f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n" if address else "Content-Type: application/warc-fields\r\n"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Date: 2020-02-16T10:00:00Z\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    data = head.encode() + block + b"\r\n\r\n"
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush() if packed else data


def wacz(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
