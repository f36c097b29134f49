"""Origins that misbehave: each case answers one request its own way. For scripts/soak and
scripts/hostile-load."""

import asyncio
import gzip
import random
import zlib

GOOD = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>An old and quiet item</title><link>/x/1</link></item></channel></rss>"""


def head(status=200, *lines, kind="application/rss+xml"):
    text = [f"HTTP/1.1 {status} Any", f"Content-Type: {kind}", *lines, "Connection: close", "", ""]
    return "\r\n".join(text).encode("latin-1", "replace")


def whole(body, *lines, status=200, kind="application/rss+xml"):
    return head(status, f"Content-Length: {len(body)}", *lines, kind=kind) + body


def bomb(megabytes, layers=1):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def rss(items):
    return b"<rss version='2.0'><channel><title>t</title>" + items + b"</channel></rss>"


BOMB = bomb(200)
NESTED = bomb(200, layers=2)
ATTRIBUTES = b"<html><body " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x</body></html>"
WALL = b"<html><title>Just a moment...</title><body>Checking your browser</body></html>"
DEEP = b"<rss>" + b"<a>" * 100_000
LAUGHS = (
    b'<!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><rss><channel><title>&m;</title></channel></rss>"
)
XXE = (
    b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title>'
    b"<link>/x</link></item></channel></rss>"
)
LONG = b"".join(
    b"<item><guid>%d</guid><link>/e/%d</link><title>Entry %d</title><description>%s</description></item>"
    % (n, n, n, b"word " * 300)
    for n in range(4_900)
)[: 7 << 20]
ESCAPES = (
    '<rss><channel><item><title>&#27;]0;owned&#7; <![CDATA[\x1b[31m]]> \u202egnp.exe\u2066 soak-fake</title>'
    "<link>javascript:alert(1)</link></item></channel></rss>"
).encode()


async def send(writer, data):
    writer.write(data)
    await writer.drain()


async def endless(writer, first, piece, pause=0.0):
    await send(writer, first)
    while True:
        await send(writer, piece)
        await asyncio.sleep(pause)


def fixed(data):
    async def case(writer, port):
        await send(writer, data)

    return case


async def silent(writer, port):
    await asyncio.sleep(600)


async def drip_head(writer, port):
    await endless(writer, b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 2)


async def drip_body(writer, port):
    await endless(writer, head(200, "Content-Length: 100000"), b"<", 2)


async def endless_chunks(writer, port):
    await endless(writer, head(200, "Transfer-Encoding: chunked"), b"1000\r\n" + b"x" * 4096 + b"\r\n")


async def endless_headers(writer, port):
    await endless(writer, b"HTTP/1.1 200 OK\r\n", b"X-Long: " + b"y" * 4000 + b"\r\n")


async def endless_gzip(writer, port):
    await send(writer, head(200, "Content-Encoding: gzip"))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    while True:
        await send(writer, packer.compress(b"a" * 1_000_000) + packer.flush(zlib.Z_SYNC_FLUSH))


async def reset(writer, port):
    await send(writer, head(200, "Content-Length: 5000") + b"<rss>")
    writer.transport.abort()


async def loop(writer, port):
    await send(writer, whole(b"", f"Location: http://127.0.0.1:{port}/again{random.random()}", status=302))


async def drip_text(writer, port):
    await endless(writer, head(200, "Content-Length: 900000") + b"<rss>", b"word " * 60, 1)


async def header_flood(writer, port):
    await endless(writer, b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 65_536)


async def flapping(writer, port):
    await send(writer, whole(GOOD) if random.random() < 0.5 else whole(b"", status=500))


CASES = {
    "silent": silent,
    "drip-head": drip_head,
    "drip-body": drip_body,
    "endless-chunks": endless_chunks,
    "endless-headers": endless_headers,
    "endless-gzip": endless_gzip,
    "reset": reset,
    "loop": loop,
    "flapping": flapping,
    "drip-text": drip_text,
    "header-flood": header_flood,
    "long": fixed(whole(rss(LONG))),
    "gzip-100": fixed(whole(gzip.compress(rss(LONG)), "Content-Encoding: gzip")),
    "comments": fixed(whole(rss(b"<!-- x -->" * 500_000))),
    "long-title": fixed(whole(rss(b"<item><title>" + b"x" * (7 << 20) + b"</title></item>"))),
    "ligatures": fixed(whole(rss(b"<item><title>" + "\ufdfa".encode() * 300_000 + b"</title></item>"))),
    "open-links": fixed(whole(b"<html><body>" + b"<div><a href='/x'>" * 300_000, kind="text/html")),
    "many-headers": fixed(head(200, *(f"X-{n}: 1" for n in range(5_000)))),
    "junk": fixed(b"\x00\xff nothing that HTTP knows\r\n\r\n"),
    "closed": fixed(b""),
    "bomb": fixed(whole(BOMB, "Content-Encoding: gzip")),
    "nested-bomb": fixed(whole(NESTED, "Content-Encoding: gzip, gzip")),
    "short": fixed(head(200, "Content-Length: 90000") + GOOD),
    "two-lengths": fixed(head(200, "Content-Length: 10", "Content-Length: 500") + GOOD),
    "negative": fixed(head(200, "Content-Length: -5") + GOOD),
    "cut-chunk": fixed(head(200, "Transfer-Encoding: chunked") + b"ffff\r\n<rss>"),
    "bad-chunk": fixed(head(200, "Transfer-Encoding: chunked") + b"zz\r\n<rss>\r\n0\r\n\r\n"),
    "http09": fixed(GOOD),
    "nul-header": fixed(head(200, "X-Nul: a\0b") + GOOD),
    "999": fixed(whole(GOOD, status=999)),
    "206": fixed(whole(GOOD, "Content-Range: bytes 0-9/100", status=206)),
    "304-unasked": fixed(whole(b"", status=304)),
    "lost-redirect": fixed(whole(b"", status=302)),
    "to-file": fixed(whole(b"", "Location: file:///etc/passwd", status=302)),
    "to-metadata": fixed(whole(b"", "Location: http://169.254.169.254/latest", status=302)),
    "to-private": fixed(whole(b"", "Location: http://10.11.12.13/", status=302)),
    "to-octal": fixed(whole(b"", "Location: http://0251.0376.0251.0376/", status=302)),
    "429": fixed(whole(b"", "Retry-After: 30", status=429)),
    "429-absurd": fixed(whole(b"", "Retry-After: 99999999999", status=429)),
    "503": fixed(whole(b"", "Retry-After: soon", status=503)),
    "401": fixed(whole(b"", status=401)),
    "404": fixed(whole(b"", status=404)),
    "410": fixed(whole(b"", status=410)),
    "empty": fixed(whole(b"")),
    "html-wall": fixed(whole(WALL, kind="text/html")),
    "binary": fixed(whole(random.Random(7).randbytes(50_000), kind="image/jpeg")),
    "attributes": fixed(whole(ATTRIBUTES, kind="text/html")),
    "deep": fixed(whole(DEEP)),
    "laughs": fixed(whole(LAUGHS)),
    "xxe": fixed(whole(XXE)),
    "escapes": fixed(whole(ESCAPES)),
    "large": fixed(whole(rss(b"<item><title>x</title></item>" * 1_000_000))),
    "nul-title": fixed(whole(GOOD.replace(b"quiet", b"qu\0iet"))),
    "bad-utf8": fixed(whole(GOOD.replace(b"quiet", b"qu\xff\xfeiet"))),
    "cut-item": fixed(whole(GOOD[: len(GOOD) // 2])),
    "guids": fixed(whole(rss(b"<item><guid>same</guid><title>soak-twin</title><link>/a</link></item>" * 50))),
}


# How a connection may end that nobody minds.
ENDS = (
    OSError, asyncio.CancelledError, asyncio.TimeoutError, asyncio.IncompleteReadError,
    asyncio.LimitOverrunError,
)


async def respond(name, writer):
    """Answers one request as the case of that name does, for two minutes at most."""
    case = CASES.get(name, loop if name.startswith("again") else fixed(whole(GOOD)))
    port = writer.get_extra_info("sockname")[1]
    await asyncio.wait_for(case(writer, port), 120)


async def serve(ports):
    """Serves every case at /CASE on each of the ports."""

    async def answer(reader, writer):
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            name = request.split(b" ", 2)[1].decode("latin-1").strip("/").split("/")[0]
            if name == "robots.txt":
                return await send(writer, whole(b"", status=404))
            await respond(name, writer)
        except ENDS:
            pass
        finally:
            writer.close()

    return [await asyncio.start_server(answer, "127.0.0.1", port) for port in ports]
