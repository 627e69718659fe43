import { createContext, Fragment, use } from 'react';
import type { Search } from '../../model/search.ts';
import classes from './cells.module.css';

/** The search that the rows are the result of; undefined where there is none. */
export const SearchContext = createContext<Search | undefined>(undefined);

/** A text with the parts marked that the search matched. */
export function Marked({ text }: { text: string }) {
  const ranges = use(SearchContext)?.rangesIn(text) ?? [];
  if (ranges.length === 0) return <>{text}</>;
  return (
    <>
      {ranges.map(([start, end], index) => (
        <Fragment key={start}>
          {text.slice(ranges[index - 1]?.[1] ?? 0, start)}
          <mark className={classes['match']}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(ranges.at(-1)?.[1])}
    </>
  );
}

/** The job's id, where the search matched nothing else that a row shows. */
export function MatchedId({ jobId, name }: { jobId: string; name: string | undefined }) {
  const search = use(SearchContext);
  if (!search || !name || search.rangesIn(name).length > 0 || search.rangesIn(jobId).length === 0)
    return null;
  return (
    <code className={classes['matchedId']}>
      <Marked text={jobId} />
    </code>
  );
}

/** The bucket that a row shows of those that a job names: the first that the search matched, or the first. */
export function useShownBucket(buckets: readonly string[]): string | undefined {
  const search = use(SearchContext);
  return (search && buckets.find((bucket) => search.rangesIn(bucket).length > 0)) ?? buckets[0];
}
