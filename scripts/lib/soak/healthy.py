"""News sites that behave and publish, and the receivers of their alerts. For scripts/soak."""

import asyncio
import hashlib
import json
import time

WINDOW = 20
HEADLINE = "soak-{site}-{number} warning of cells near the old bridge"


class Sites:
    """Feeds of the last items, each with a page of its own."""

    def __init__(self, count):
        self.published = [WINDOW] * count
        self.news = {}

    def publish(self, site):
        self.published[site] += 1
        self.news[f"soak-{site}-{self.published[site]}"] = time.time()

    def feed(self, site):
        last = self.published[site]
        items = "".join(
            f"<item><title>{self.title(site, number)}</title><link>/s/{site}/a/{number}</link></item>"
            for number in range(last, last - WINDOW, -1)
        )
        return f"<rss version='2.0'><channel><title>Site {site}</title>{items}</channel></rss>"

    def title(self, site, number):
        if number <= WINDOW:
            return f"Old item {number} of site {site}"
        return HEADLINE.format(site=site, number=number)

    def page(self, site, number):
        lines = "".join(
            f"<p>Sentence {line} of article {number} on site {site} tells of roads, water and a market day "
            "that was put off until the river falls.</p>"
            for line in range(8)
        )
        title = self.title(site, number)
        return (
            f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article>"
            f"<h1>{title}</h1><div class='entry-content'>{lines}</div></article></body></html>"
        )


class Receiver:
    """What one destination was sent: the digests of the bodies it accepted, by id."""

    def __init__(self, answers=lambda: 204):
        self.accepted = {}
        self.answers = answers
        self.forged = 0

    def take(self, headers, body):
        status = self.answers()
        if status != 204:
            return status
        event = json.loads(body)
        if event["id"] != headers.get("webhook-id"):
            self.forged += 1
        self.accepted.setdefault(event["id"], []).append(
            (time.time(), hashlib.sha256(body).hexdigest(), event.get("article", {}).get("title", ""))
        )
        return 204


async def serve(port, sites, receivers):
    async def answer(reader, writer):
        try:
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                line, *rest = request.split("\r\n")
                headers = dict(
                    (name.strip().lower(), value.strip())
                    for name, _, value in (one.partition(":") for one in rest if one)
                )
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                path = line.split(" ")[1].strip("/").split("/")
                status, text, kind = reply(path, headers, body)
                if status == 0:
                    return
                data = text.encode()
                writer.write(
                    f"HTTP/1.1 {status} Any\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode()
                    + data
                )
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def reply(path, headers, body):
        if path[0] == "hook":
            return receivers[path[1]].take(headers, body), "", "text/plain"
        if path[0] == "s" and len(path) == 3:
            return 200, sites.feed(int(path[1])), "application/rss+xml"
        if path[0] == "s" and len(path) == 4:
            return 200, sites.page(int(path[1]), int(path[3])), "text/html; charset=utf-8"
        return 404, "", "text/plain"

    return await asyncio.start_server(answer, "127.0.0.1", port, backlog=1024)
