import * as fc from 'fast-check';
import {
  BROWSER_FIELDS,
  type BrowserSort,
  COMPARATORS,
  FIELDS,
  type Field,
  GROUPS,
  type Refinements,
  type Sort,
  type Term,
  type View,
} from '../jobs/criteria/criteria.ts';

/** Checks a law with the same cases in each run of the tests. */
export function holds<T>(property: fc.IProperty<T>, runs: number): void {
  fc.assert(property, { numRuns: runs, seed: 20_261_120 });
}

/** What breaks quoting, encoding, JSON, numbers and layout. */
const NASTY = [
  '662E41',
  '007',
  'null',
  'true',
  '[1]',
  '{"a":1}',
  `it's "quoted" \\ $(id) \`id\` !! %41 %`,
  'a&b=c#d+e?',
  "'",
  "\\'",
  '\\u0027',
  '-rf',
  '--region',
  ' spaced out ',
  ' ',
  'line\r\nbreak\ttab\u0000nul',
  '<script>alert(1)</script>',
  '\u202Egnp.exe',
  'שלום',
  '👩‍🚀 𝒳 é',
  '\u2028\u{E0041}\uFEFF',
  '=HYPERLINK("x")',
  '“or” or, and',
];

/** Any text that a job's name could be compared with. */
export const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
);

const word = fc.oneof(
  fc.constantFrom('RUNNING', 'IDLE', 'USER_PAUSED', 'ONE_TIME', 'SCHEDULED'),
  fc.stringMatching(/^[A-Z0-9_]{1,12}$/),
);

const instant = fc
  .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('.000Z', 'Z'));

const relative = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.constantFrom('m', 'h', 'd', 'w'))
  .map(([count, unit]) => `now-${count}${unit}`);

function values(field: Field): fc.Arbitrary<string> {
  if (field === 'created') return fc.oneof(instant, relative);
  return field === 'name' ? text : word;
}

/** Any term in its canonical form. */
export const term: fc.Arbitrary<Term> = fc.constantFrom(...FIELDS).chain((field) =>
  fc.record({
    field: fc.constant(field),
    comparator: fc.constantFrom(...COMPARATORS),
    exclude: fc.boolean(),
    values: fc.uniqueArray(values(field), { minLength: 1, maxLength: 4 }),
  }),
);

export const sort: fc.Arbitrary<Sort> = fc.record({
  field: fc.constantFrom(...FIELDS),
  order: fc.constantFrom('ASC', 'DESC'),
});

const browserSort: fc.Arbitrary<BrowserSort> = fc.record({
  field: fc.constantFrom(...BROWSER_FIELDS),
  order: fc.constantFrom('ASC', 'DESC'),
});

const time = fc.oneof(instant, relative);

/** Any refinements in their canonical form. */
export const refinements: fc.Arbitrary<Refinements> = fc.record({
  q: fc.oneof(
    fc.constant(''),
    text.map((words) => words.trim().replaceAll(/\s+/g, ' ')),
  ),
  lastRun: fc.constantFrom('error' as const, 'none' as const, undefined),
  lastRunTime: fc.record({ GT: time, GTE: time, LT: time, LTE: time }, { requiredKeys: [] }),
  buckets: fc.uniqueArray(text, { maxLength: 3 }),
  bucketIs: fc.uniqueArray(text, { maxLength: 3 }),
  attention: fc.boolean(),
  expires: fc.option(
    fc
      .tuple(fc.integer({ min: 1, max: 1000 }), fc.constantFrom('m', 'h', 'd', 'w'))
      .map((parts) => parts.join('')),
    { nil: undefined },
  ),
  overdue: fc.boolean(),
});

/** Any view of canonical values, its terms in any order. */
export const view: fc.Arbitrary<View> = fc.record({
  accounts: fc.uniqueArray(text, { maxLength: 3 }),
  regions: fc.uniqueArray(fc.constantFrom('us-east-1', 'eu-west-1', 'me-south-1'), { maxLength: 3 }),
  terms: fc.array(term, { maxLength: 6 }),
  sort: fc.oneof(sort, browserSort),
  group: fc.constantFrom(...GROUPS, undefined),
  refinements,
});
