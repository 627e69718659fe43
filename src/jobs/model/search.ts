import { parseJobReference } from './job-reference.ts';
import type { Job } from './job.ts';

/** A search as it is applied to jobs and to the texts that show them. */
export interface Search {
  /** Whether each word is part of the job's name, id, ARN or one of its bucket names, in any letter case. */
  readonly matches: (job: Job) => boolean;
  /** The parts of a text that the words match, as [start, end) in order, not overlapping. */
  readonly rangesIn: (text: string) => readonly (readonly [start: number, end: number])[];
}

/** Makes the search for the words of a text; undefined for a text without words, which every job matches. */
export function createSearch(q: string): Search | undefined {
  const words = q
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(lowerCase);
  if (words.length === 0) return undefined;
  const needles = words.map((word) => {
    const reference = parseJobReference(word);
    // An id alone is a word like others: a name may hold one.
    return { word, jobId: reference?.place && reference.jobId, region: reference?.place?.region };
  });
  return {
    matches: (job) => {
      const name = lowerCase(job.name ?? '');
      return needles.every(({ word, jobId, region }) => {
        if (jobId !== undefined) return job.jobId === jobId && region === regionOf(job);
        return (
          name.includes(word) ||
          job.jobId.includes(word) ||
          (job.bucketDefinitions?.some(({ buckets }) =>
            buckets?.some((bucket) => lowerCase(bucket).includes(word)),
          ) ??
            false)
        );
      });
    },
    rangesIn: (text) => {
      const lower = lowerCase(text);
      const found: [number, number][] = [];
      for (const { word, jobId } of needles) {
        const needle = jobId ?? word;
        for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
          found.push([at, at + needle.length]);
        }
      }
      return joined(found.toSorted(([a], [b]) => a - b));
    },
  };
}

/** How many jobs are compared at most, so that an inventory of 100,000 costs no long task. */
const MOST_COMPARED = 20_000;

/**
 * The names of jobs that come nearest to a search: up to three that share at least a third of their pairs of letters with
 * it (Dice's coefficient), the nearest first.
 */
export function nearestNames(jobs: readonly Job[], q: string): readonly string[] {
  const wanted = pairsOf(q);
  const names = new Set(jobs.slice(0, MOST_COMPARED).flatMap(({ name }) => name ?? []));
  const near: { readonly name: string; readonly likeness: number }[] = [];
  for (const name of names) {
    const pairs = pairsOf(name);
    let shared = 0;
    for (const pair of wanted) if (pairs.has(pair)) shared += 1;
    const likeness = (2 * shared) / (wanted.size + pairs.size);
    if (likeness >= 1 / 3) near.push({ name, likeness });
  }
  near.sort((a, b) => b.likeness - a.likeness);
  return near.slice(0, 3).map(({ name }) => name);
}

function pairsOf(text: string): ReadonlySet<string> {
  const lower = lowerCase(text);
  return new Set(Array.from({ length: Math.max(0, lower.length - 1) }, (_, at) => lower.slice(at, at + 2)));
}

/** Lower case with as many UTF-16 units as before, so that places in it are places in the text. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (sign) =>
        sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign,
      ).join('');
}

function regionOf({ source }: Job): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

function joined(ranges: readonly [number, number][]): readonly [number, number][] {
  const apart: [number, number][] = [];
  for (const [start, end] of ranges) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
