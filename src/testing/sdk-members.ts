import { unlisted } from './sample-job.ts';

/** For tests: a value of every member of a shape of the SDK, and ways to change one of them. */
export interface Sample {
  readonly value: unknown;
  /** The whole value with one leaf changed, by the leaf's path. */
  readonly changed: ReadonlyMap<string, unknown>;
  /** The whole value with one member taken away, by the member's path. */
  readonly without: ReadonlyMap<string, unknown>;
}

/**
 * Walks a schema as the SDK's own deserializer reads it: a structure is `[3, …, names, schemas]`, a
 * list `[1, …, item]`, a map `[2, …, key, value]`; a number is a scalar, plus 64 for a list of it and
 * 128 for a map of it. Anything else throws, so that a newer SDK is not passed over in silence.
 */
export function sampleOf(schema: unknown, path = ''): Sample {
  const known: unknown = isLazy(schema) ? schema() : schema;
  if (typeof known === 'number') return scalarSample(known, path);
  const [kind, , , , first, second]: unknown[] = Array.isArray(known) ? known : [];
  if (kind === 3) return structureSample(unlisted(first), unlisted(second), path);
  if (kind === 1) {
    const item = sampleOf(memberSchema(first), `${path}[]`);
    return { value: [item.value], changed: wrapped(item.changed), without: wrapped(item.without) };
  }
  throw new Error(`${path} has a schema of an unknown kind: ${JSON.stringify(kind)}`);
}

function wrapped(items: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map([...items].map(([path, value]) => [path, [value]]));
}

/** A member's schema stands alone or before its traits. */
function memberSchema(member: unknown): unknown {
  if (!Array.isArray(member)) return member;
  return typeof member[0] === 'function' || member.length === 2 ? member[0] : member;
}

function isLazy(schema: unknown): schema is () => unknown {
  return typeof schema === 'function';
}

function structureSample(names: readonly string[], schemas: readonly unknown[], path: string): Sample {
  const members = names.map((name, index) => {
    const where = path === '' ? name : `${path}.${name}`;
    return { name, where, sample: sampleOf(memberSchema(schemas[index]), where) };
  });
  const value = Object.fromEntries(members.map(({ name, sample }) => [name, sample.value]));
  // A structure without members means something only by being present.
  const changed = new Map<string, unknown>(members.length === 0 ? [[path, undefined]] : []);
  const without = new Map<string, unknown>();
  for (const { name, where, sample } of members) {
    for (const [leaf, other] of sample.changed) changed.set(leaf, { ...value, [name]: other });
    for (const [member, other] of sample.without) without.set(member, { ...value, [name]: other });
    without.set(where, { ...value, [name]: undefined });
  }
  return { value, changed, without };
}

function scalarSample(schema: number, path: string): Sample {
  const pair = scalars(schema % 64, path);
  if (!pair || schema >= 192) throw new Error(`${path} has a schema of an unknown kind: ${schema}`);
  const [one, other] = pair.map((value) => (schema >= 128 ? { key: value } : schema >= 64 ? [value] : value));
  return { value: one, changed: new Map([[path, other]]), without: new Map() };
}

function scalars(schema: number, path: string): readonly unknown[] | undefined {
  switch (schema) {
    case 0:
      return [`${path} one`, `${path} other`];
    case 1:
      return [3, 4];
    case 2:
      return [true, false];
    case 5:
      return [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
    default:
      return undefined;
  }
}
