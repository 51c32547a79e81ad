// What happens behind a page: every request, every error, every document and its transferred size.

export class Watch {
  constructor(address) {
    Object.assign(this, { address, strangers: [], errors: [], documents: [], styles: [] });
    this.expected = new Set();
    this.pending = new Set();
  }

  follow(context) {
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.address) && !/^(data|about|blob):/.test(url)) this.strangers.push(url);
    });
    context.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      // The browser reports each 4xx answer as an error; those that a test asks for are not.
      const status = message.text().match(/status of (\d{3})/)?.[1];
      if (status && this.expected.has(status)) return;
      // The tests' own looks into the frame of a message: its sandbox lets no script run, which is as it must be.
      if (/^Blocked script execution in .*\/mailbox\/[^/]+\/html'/.test(message.text())) return;
      this.errors.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.errors.push(String(error.error())));
    context.on("response", (response) => {
      const work = this.note(response).catch(() => {}).finally(() => this.pending.delete(work));
      this.pending.add(work);
    });
  }

  async note(response) {
    const request = response.request();
    const kind = request.resourceType();
    if (kind !== "document" && kind !== "stylesheet") return;
    const status = response.status();
    if (status >= 300 && status < 400) return;
    const html = kind === "document" && response.headers()["content-type"]?.includes("html");
    const text = html ? await response.text() : null;
    const { responseBodySize } = await request.sizes();
    const seen = { url: response.url(), method: request.method(), status, bytes: responseBodySize, text };
    if (kind === "stylesheet") this.styles.push(seen);
    else if (html) this.documents.push(seen);
  }

  /** Every answer has been read. */
  async settle() {
    while (this.pending.size) await Promise.all(this.pending);
  }
}
