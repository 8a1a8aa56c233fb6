import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Import } from './import-rules.ts';

/** Every import of every TypeScript file under `folders`, types and late imports included. */
export async function readImports(root: string, folders: readonly string[]): Promise<Import[]> {
  const files = (await Promise.all(folders.map((folder) => sources(root, folder)))).flat();
  const perFile = await Promise.all(
    files.map(async (file) => importsOf(file, await readFile(join(root, file), 'utf8'))),
  );
  return perFile.flat();
}

async function sources(root: string, folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => /\.tsx?$/.test(name)).map((name) => posix.join(folder, name));
}

/** @throws Error when the text is not TypeScript: what cannot be read must not count as clean */
export function importsOf(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]!.message}`);
  const found: Import[] = [];
  visit(program, (node) => {
    const name = importedName(node);
    if (name !== null) found.push({ from: file, to: resolveFrom(file, name), typeOnly: isTypeOnly(node) });
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function importedName(node: Node): string | null {
  const name = IMPORTING.has(node.type) ? node.source?.value : null;
  return typeof name === 'string' ? name : null;
}

const isTypeOnly = (node: Node) =>
  node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';

function visit(value: unknown, seen: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, seen);
  else if (value !== null && typeof value === 'object') {
    if ('type' in value) seen(value as Node);
    for (const part of Object.values(value)) visit(part, seen);
  }
}

const resolveFrom = (file: string, name: string) =>
  name.startsWith('.')
    ? posix.join(posix.dirname(file), name)
    : name.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
