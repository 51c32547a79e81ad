// Looks into an agency's own database, with a tool that knows nothing of Portico.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const script = `
import json, sqlite3, sys
found = []
for path in sys.argv[3:]:
    base = sqlite3.connect("file:" + path + "?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    tables = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
    if sys.argv[1] in tables:
        query = 'select * from "%s" where CASE_NO = ? or ? = ""' if "CASE_NO" in [c[1] for c in base.execute('pragma table_info("%s")' % sys.argv[1])] else 'select * from "%s" where WEB_REF_NO = ? or ? = ""'
        found += [dict(row) for row in base.execute(query % sys.argv[1], (sys.argv[2], sys.argv[2]))]
print(json.dumps(found))
`;

/** The rows of a table that belong to a case reference. */
export function rows(server, table, reference) {
  const folder = join(server.data, "agencies");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => /\.(sqlite|sqlite3|db)$/.test(name)).map((name) => join(folder, name));
  return JSON.parse(execFileSync("python3", ["-c", script, table, reference, ...files], { encoding: "utf8" }));
}

/** Waits until the worker has handed a case over. */
export async function rowsInTime(server, table, reference) {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = rows(server, table, reference);
    if (found.length) return found;
    await wait(200);
  }
  return [];
}
