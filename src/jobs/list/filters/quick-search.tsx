import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { parseJobReference } from '../../model/job-reference.ts';
import { JobLookup } from './job-lookup.tsx';
import { useSetView, useView } from '../use-view.ts';
import { refine } from '../view-edits.ts';
import field from '../../../components/field.module.css';
import classes from './filter-bar.module.css';

/** The id of the box, for the key that leads to it. */
export const QUICK_SEARCH_ID = 'quick-search';

/** Long enough to type a word without a step for each letter. */
const PAUSE_MS = 200;

/**
 * One box for the commonest questions: words that are typed search names, ids and buckets of all jobs that are read, and
 * a job id, the ARN of a job or its address in the AWS console opens that job.
 */
export function QuickSearch() {
  const view = useView();
  const setView = useSetView();
  const linked = view.refinements.q;
  // What is typed stands here until the link says the same; from then on the link alone counts.
  const [typed, setTyped] = useState<{ readonly text: string; readonly pending: boolean }>();
  const [followed, setFollowed] = useState(linked);
  if (followed !== linked) {
    setFollowed(linked);
    // A space at the end is not in the link, and a word may follow it.
    if (!typed?.pending && wordsOf(typed?.text ?? '') !== linked) setTyped(undefined);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const search = (text: string) => {
    // Back leads to the list as it was before the first letter, not from word to word.
    setView((view) => refine(view, { q: wordsOf(text) }), linked === '' ? 'push' : 'replace');
  };
  const settle = (text: string) => {
    clearTimeout(timer.current);
    setTyped({ text, pending: false });
    if (!parseJobReference(text)) search(text);
  };
  const reference = typed && !typed.pending ? parseJobReference(typed.text) : undefined;
  return (
    <div className={classes['search']}>
      <IconSearch size={15} aria-hidden />
      <input
        id={QUICK_SEARCH_ID}
        className={`${field['field']} ${classes['box']}`}
        type="search"
        aria-label="Search names, ids and buckets"
        placeholder="Search names, ids, buckets"
        title="All words must match, in any letter case. Searches the jobs that were read, in this browser."
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={typed?.text ?? linked}
        onChange={({ currentTarget: { value: text } }) => {
          setTyped({ text, pending: true });
          clearTimeout(timer.current);
          timer.current = setTimeout(settle, PAUSE_MS, text);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(event.currentTarget.value);
        }}
      />
      {reference && (
        <JobLookup
          reference={reference}
          onNames={() => {
            search(reference.jobId);
          }}
        />
      )}
    </div>
  );
}

/** What is typed or pasted as a search: words without the quotes around them, with one space between them. */
function wordsOf(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => word.replaceAll(/^["'`“”‘’]+|["'`“”‘’]+$/g, ''))
    .filter((word) => word !== '')
    .join(' ');
}
