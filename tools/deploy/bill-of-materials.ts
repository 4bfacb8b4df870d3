/** The software bill of materials: which packages the build holds, in the format CycloneDX 1.6. */
import { isRecord } from '../../src/base/is-record.ts';

interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly expression: string }[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

export interface BillOfMaterials {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> };
  readonly components: readonly Component[];
}

/** The folder of the package that a file lies in, as package-lock.json names it; null for our own files. */
export function packageOf(file: string): string | null {
  const found = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'));
  return found?.[0] ?? null;
}

/**
 * It has no date, so that the same sources give the same file.
 * @param lock the content of package-lock.json
 * @param shipped folders of packages, as `packageOf` names them
 * @throws Error for a package that the lock does not know
 */
export function billOfMaterials(lock: unknown, shipped: Iterable<string>): BillOfMaterials {
  const packages = isRecord(lock) && isRecord(lock.packages) ? lock.packages : {};
  const own = entryOf(packages, '');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'matinee',
        name: textOf(own.name),
        version: textOf(own.version),
        licenses: [{ expression: textOf(own.license) }],
      },
    },
    components: [...shipped].sort().map((folder) => componentOf(folder, entryOf(packages, folder))),
  };
}

function componentOf(folder: string, entry: Readonly<Record<string, unknown>>): Component {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const version = textOf(entry.version);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm, hash] = textOf(entry.integrity).split('-');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses: [{ expression: textOf(entry.license) }],
    hashes: [
      { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash ?? '', 'base64').toString('hex') },
    ],
  };
}

function entryOf(packages: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const entry = packages[folder];
  if (isRecord(entry)) return entry;
  throw new Error(`package-lock.json does not know ${folder}. Run npm install.`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error('package-lock.json lacks a name, a version, a licence or a checksum. Run npm install.');
}
