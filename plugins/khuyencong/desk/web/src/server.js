// What the editor asks the desk. Every answer is JSON.

export class Server {
  // `base`: address below which the desk answers; `token`: against writes from other pages.
  constructor(base, token) {
    this.base = base;
    this.token = token;
  }

  // Blocks of a body, or of a part of it behind the Markdown `above`: [{source, kind, html}].
  async blocks(body, above = "") {
    return (await this.post("blocks", [["body", body], ["above", above]])).blocks;
  }

  // What readers see of each piece of a body.
  async shown(pieces) {
    return (await this.post("shown", pieces.map((piece) => ["piece", piece]))).html;
  }

  // Blocks of what was copied elsewhere, cleaned.
  async pasted(html) {
    return (await this.post("paste", [["html", html]])).blocks;
  }

  // Own pages whose title holds the words: [{title, address}].
  async entries(words) {
    return answered(await fetch(`${this.base}entries?q=${encodeURIComponent(words)}`));
  }

  async post(name, pairs) {
    const body = new FormData();
    for (const [key, value] of [["token", this.token], ...pairs]) body.append(key, value);
    return answered(await fetch(this.base + name, { method: "POST", body }));
  }
}

function answered(answer) {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer.json();
}
