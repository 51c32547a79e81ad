// Writes target/portico.cdx.json: what the program is built from (SBOM, CycloneDX 1.5), Rust and npm packages in one.

import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "target", "portico.cdx.json");

const run = (program, args, folder = root) =>
  execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** The tool writes one file beside every manifest of the workspace; only the program's is wanted. */
function rust() {
  const name = "portico-sbom";
  const tool = join(root, "target", "tools", "bin", "cargo-cyclonedx");
  const options = ["--format", "json", "--spec-version", "1.5", "--no-build-deps", "--override-filename", name];
  run(tool, ["cyclonedx", "--manifest-path", "portico/Cargo.toml", ...options]);
  const text = readFileSync(join(root, "portico", `${name}.json`), "utf8");
  // Where it was built is nobody's business, and differs from one machine to the next.
  const bom = JSON.parse(text.replaceAll(`file://${root}`, "file:///portico"));
  const members = JSON.parse(run("cargo", ["metadata", "--format-version", "1", "--no-deps", "--locked"])).packages;
  for (const member of members) rmSync(join(dirname(member.manifest_path), `${name}.json`), { force: true });
  return bom;
}

const npm = () =>
  JSON.parse(run("npm", ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"], join(root, "web")));

/** Wrong in a way that readers of the file would trip over. */
function faults(bom) {
  const parts = [bom.metadata.component, ...bom.components];
  const refs = new Set(parts.map((part) => part["bom-ref"]));
  const named = bom.dependencies.flatMap((line) => [line.ref, ...(line.dependsOn ?? [])]);
  return [
    ...(bom.bomFormat === "CycloneDX" && bom.specVersion === "1.5" ? [] : ["this is not CycloneDX 1.5"]),
    ...(/^urn:uuid:[0-9a-f-]{36}$/.test(bom.serialNumber) ? [] : ["it has no serial number"]),
    ...(refs.size === parts.length ? [] : ["two parts have the same bom-ref"]),
    ...parts.filter((part) => !part.type || !part.name || !part.version).map((part) => `${part.name} lacks something`),
    ...bom.components.filter((part) => !part.purl && !part.licenses).map((part) => `${part.name} has no purl`),
    ...named.filter((ref) => !refs.has(ref)).map((ref) => `${ref} is named and not there`),
  ];
}

const program = rust();
const pages = npm();
// The pages are a part of the program, and bring their own parts.
program.components.push(pages.metadata.component, ...pages.components);
program.dependencies.push(...pages.dependencies);
const whole = program.dependencies.find((line) => line.ref === program.metadata.component["bom-ref"]);
whole.dependsOn = [...(whole.dependsOn ?? []), pages.metadata.component["bom-ref"]];
const wrong = faults(program);
if (wrong.length > 0) throw new Error(wrong.join("\n"));
writeFileSync(out, `${JSON.stringify(program, null, 2)}\n`);
console.log(`${program.components.length} parts in target/portico.cdx.json`);
