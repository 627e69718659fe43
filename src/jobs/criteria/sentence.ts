import { joinWords } from '../../lib/text.ts';
import { type Relative, parseRelative } from './time.ts';
import { TIME_COMPARATORS } from './criteria.ts';
import type { BrowserField, Comparator, Field, Refinements, Sort, Term, View } from './criteria.ts';
import { STATUS_TEXT, TYPE_TEXT } from '../model/status-text.ts';

/** How to write what a view only refers to. */
export interface Wording {
  /** An instant (milliseconds since 1970) as the reader wants times to look. */
  readonly time: (instant: number) => string;
  /** The label of an account that the view names. */
  readonly account: (account: string) => string;
}

/**
 * A term as a chip says it: "Status is Running or Idle", "Created in the last 7 days". Each field, comparator and
 * side has its own phrase, so that a chip never hides what Macie is asked.
 */
export function describeTerm(term: Term, time: Wording['time']): string {
  if (term.field === 'created') return `${term.exclude ? 'Not created' : 'Created'} ${when(term, time)}`;
  return `${SUBJECTS[term.field]} ${predicate(term)}`;
}

/**
 * A whole view as one sentence without its full stop: "Jobs that are Running or Idle, created in the last 7 days,
 * newest first, in all accounts and Regions".
 */
export function describeView(view: View, { time, account }: Wording): string {
  const clauses = [
    ...view.terms.map((term) => clause(term, time)),
    ...refinementKinds(view.refinements).map((kind) => CLAUSES[kind](view.refinements, time)),
  ];
  return [
    clauses.length === 0 ? 'All jobs' : `Jobs ${clauses.join(', ')}`,
    ORDERS[view.sort.field][view.sort.order],
    ...(view.group ? [`grouped by ${GROUP_LABELS[view.group]}`] : []),
    sources(view.accounts.map(account), view.regions),
  ].join(', ');
}

/** The refinements that a view makes, in the order in which chips and sentences name them. */
export function refinementKinds(refinements: Refinements): readonly (keyof Refinements)[] {
  const { q, lastRun, lastRunTime, buckets, bucketIs, attention, expires, overdue } = refinements;
  const made: Readonly<Record<keyof Refinements, boolean>> = {
    q: q !== '',
    attention,
    lastRun: lastRun !== undefined,
    lastRunTime: Object.keys(lastRunTime).length > 0,
    expires: expires !== undefined,
    overdue,
    buckets: buckets.length > 0,
    bucketIs: bucketIs.length > 0,
  };
  return REFINEMENT_KINDS.filter((kind) => made[kind]);
}

/** A refinement as a chip says it: "Last run in the last 7 days". */
export function describeRefinement(
  kind: keyof Refinements,
  refinements: Refinements,
  time: Wording['time'],
): string {
  switch (kind) {
    case 'q':
      return `Name, id or bucket contains ${searchText(refinements)}`;
    case 'lastRun':
      return refinements.lastRun === 'none' ? 'No errors in last run' : 'Errors in last run';
    case 'lastRunTime':
      return `Last run ${lastRunWhen(refinements, time)}`;
    case 'buckets':
      return `Bucket name contains ${joinWords(refinements.buckets.map(shown), 'or')}`;
    case 'bucketIs':
      return `Bucket is ${joinWords(refinements.bucketIs.map(shown), 'or')}`;
    case 'attention':
      return 'Needs attention';
    case 'expires':
      return `Pause expires within ${spanText(refinements.expires ?? '')}`;
    case 'overdue':
      return 'Overdue';
  }
}

const REFINEMENT_KINDS = [
  'q',
  'lastRun',
  'lastRunTime',
  'buckets',
  'bucketIs',
  'attention',
  'expires',
  'overdue',
] as const satisfies readonly (keyof Refinements)[];

const CLAUSES: Readonly<
  Record<keyof Refinements, (refinements: Refinements, time: Wording['time']) => string>
> = {
  q: (refinements) => `whose name, id or bucket contains ${searchText(refinements)}`,
  lastRun: ({ lastRun }) => `${lastRun === 'none' ? 'without' : 'with'} errors in the last run`,
  lastRunTime: (refinements, time) => `whose last run began ${lastRunWhen(refinements, time)}`,
  buckets: ({ buckets }) => `with a bucket whose name contains ${joinWords(buckets.map(shown), 'or')}`,
  bucketIs: ({ bucketIs }) => `with the bucket ${joinWords(bucketIs.map(shown), 'or')}`,
  attention: () => 'that need attention',
  expires: ({ expires = '' }) => `whose pause expires within ${spanText(expires)}`,
  overdue: () => 'that are overdue',
};

function searchText({ q }: Refinements): string {
  return joinWords(q.split(' ').map(shown), 'and');
}

function lastRunWhen({ lastRunTime }: Refinements, time: Wording['time']): string {
  const phrases = TIME_COMPARATORS.flatMap((comparator) => {
    const value = lastRunTime[comparator];
    return value === undefined ? [] : [when({ comparator, values: [value] }, time)];
  });
  return joinWords(phrases, 'and');
}

/** A length of time in words: `7 days`. */
function spanText(value: string): string {
  const relative = parseRelative(`now-${value}`);
  return relative ? span(relative) : value;
}

/** What the list can be grouped by, within a sentence. */
export const GROUP_LABELS = { account: 'account', region: 'Region', status: 'status', reason: 'reason' };

const SUBJECTS = { status: 'Status', type: 'Type', name: 'Name' };

/** For an include and for an exclude. */
const PREDICATES: Readonly<Record<Comparator, readonly [string, string]>> = {
  EQ: ['is', 'is not'],
  NE: ['differs from', 'does not differ from'],
  GT: ['is after', 'is not after'],
  GTE: ['is at or after', 'is not at or after'],
  LT: ['is before', 'is not before'],
  LTE: ['is at or before', 'is not at or before'],
  CONTAINS: ['contains', 'does not contain'],
  STARTS_WITH: ['starts with', 'does not start with'],
};

/** A comparator's words before an instant. */
export const INSTANT_WORDS: Readonly<Record<Comparator, string>> = {
  EQ: 'at',
  NE: 'at another time than',
  GT: 'after',
  GTE: 'at or after',
  LT: 'before',
  LTE: 'at or before',
  CONTAINS: 'at a time that contains',
  STARTS_WITH: 'at a time that starts with',
};

/** Around a span such as "7 days", for a relative time. */
const SPANS: Readonly<Record<Comparator, (span: string) => string>> = {
  EQ: (span) => `exactly ${span} ago`,
  NE: (span) => `at another time than exactly ${span} ago`,
  GT: (span) => `less than ${span} ago`,
  GTE: (span) => `in the last ${span.replace(/^1 /, '')}`,
  LT: (span) => `more than ${span} ago`,
  LTE: (span) => `at least ${span} ago`,
  CONTAINS: (span) => `at a time that contains that of ${span} ago`,
  STARTS_WITH: (span) => `at a time that starts with that of ${span} ago`,
};

const UNITS: Readonly<Record<Relative['unit'], string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' };

const ORDERS: Readonly<Record<Field | BrowserField, Readonly<Record<Sort['order'], string>>>> = {
  created: { ASC: 'oldest first', DESC: 'newest first' },
  name: { ASC: 'by name', DESC: 'by name from Z to A' },
  status: { ASC: 'by status', DESC: 'by status in reverse' },
  type: { ASC: 'by type', DESC: 'by type in reverse' },
  urgency: { ASC: 'least urgent first', DESC: 'most urgent first' },
  expires: { ASC: 'first to expire first', DESC: 'last to expire first' },
  'last-run': { ASC: 'oldest run first', DESC: 'latest run first' },
  'next-run': { ASC: 'next run first', DESC: 'latest next run first' },
  account: { ASC: 'by account', DESC: 'by account in reverse' },
  region: { ASC: 'by Region', DESC: 'by Region in reverse' },
  buckets: { ASC: 'fewest buckets first', DESC: 'most buckets first' },
  findings: { ASC: 'fewest findings first', DESC: 'most findings first' },
};

function predicate({ field, comparator, exclude, values }: Term): string {
  const [include, not] = PREDICATES[comparator];
  // Labels stand for whole words; what Macie orders or looks into is its own word.
  const whole = comparator === 'EQ' || comparator === 'NE';
  const text = values.map((value) => (whole && labelOf(field, value)) || shown(value));
  return `${exclude ? not : include} ${joinWords(text, 'or')}`;
}

function labelOf(field: Field, value: string): string | undefined {
  if (field === 'status') return STATUS_TEXT[value]?.label;
  return field === 'type' ? TYPE_TEXT[value]?.label : undefined;
}

function when({ comparator, values }: Pick<Term, 'comparator' | 'values'>, time: Wording['time']): string {
  const phrases = values.map((value) => {
    const relative = parseRelative(value);
    return relative
      ? SPANS[comparator](span(relative))
      : `${INSTANT_WORDS[comparator]} ${time(Date.parse(value))}`;
  });
  return joinWords(phrases, 'or');
}

function span({ count, unit }: Relative): string {
  return `${count} ${UNITS[unit]}${count === 1 ? '' : 's'}`;
}

function clause(term: Term, time: Wording['time']): string {
  if (term.field === 'created') return `${term.exclude ? 'not created' : 'created'} ${when(term, time)}`;
  if (term.field === 'status' && term.comparator === 'EQ') return predicate(term).replace(/^is/, 'that are');
  return `whose ${term.field} ${predicate(term)}`;
}

function sources(accounts: readonly string[], regions: readonly string[]): string {
  if (accounts.length === 0 && regions.length === 0) return 'in all accounts and Regions';
  const where = accounts.length === 0 ? 'all accounts' : joinWords(accounts.map(shown), 'and');
  return `in ${where}, in ${regions.length === 0 ? 'all Regions' : joinWords(regions.map(shown), 'and')}`;
}

/** Right-to-left letters, which would pull the words around them out of their order. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A reader's text inside a sentence: what is invisible or turns the writing direction becomes �, but for the
 * joiners within letters and emoji; right-to-left text is kept to itself; quotes where one can't see its ends.
 */
function shown(text: string): string {
  const visible = text.replaceAll(/(?![\u200C\u200D])[\p{C}\u2028\u2029]/gu, '\uFFFD');
  const isolated = RIGHT_TO_LEFT.test(visible) ? `\u2068${visible}\u2069` : visible;
  return /^\s|\s$| or | and |[,“”]/.test(visible) ? `“${isolated}”` : isolated;
}
