"""A mail server for tests: prints its port, then every message it took, read by Python's own mail parser, as JSON.

What it answers depends on the address: refused@, refused-late@, busy@, busy-late@, hang-up@, hang-up-once@, slow@;
others are taken.
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, hung_up_on):
        self.hung_up_on = hung_up_on

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0].split("+")[0]
        if name == "refused":
            return f"550 5.1.1 no mailbox for {address}"
        if name == "busy":
            return f"452 4.2.2 mailbox of {address} is full"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0].split("+")[0]
        if name == "refused-late":
            return f"554 5.6.0 not for {envelope.rcpt_tos[0]}"
        if name == "busy-late":
            return f"451 4.3.0 later, {envelope.rcpt_tos[0]}"
        message = read(envelope)
        print(json.dumps(message), flush=True)
        if name == "slow":
            await asyncio.sleep(3)
        key = message["headers"]["message-id"]
        is_first = key not in self.hung_up_on
        if name == "hang-up" or (name == "hang-up-once" and is_first):
            self.hung_up_on.add(key)
            server.transport.abort()
            await asyncio.sleep(1)
        return "250 2.0.0 taken"


def read(envelope):
    message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return {
        "to": envelope.rcpt_tos,
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "kind": message.get_content_type(),
        "defects": [repr(defect) for part in message.walk() for defect in part.defects],
        "parts": [
            {"kind": part.get_content_type(), "charset": part.get_content_charset(), "text": part.get_content()}
            for part in parts
        ],
        "longest_line": max(len(line) for line in envelope.original_content.split(b"\r\n")),
    }


async def main():
    loop = asyncio.get_running_loop()
    hung_up_on = set()
    make = lambda: SMTP(Handler(hung_up_on), hostname="mail.example.org", enable_SMTPUTF8=True)
    server = await loop.create_server(make, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    # The test ends: its end of the pipe closes.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
