import { IconBraces, IconFileSpreadsheet } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { counted, formatNumber } from '../../../lib/text.ts';
import type { JobList } from '../job-list.ts';
import { PassingButton, ToolButton } from './tool-button.tsx';
import classes from './toolbar.module.css';

const loadDownload = () => import('./download-jobs.ts');

type Format = 'csv' | 'json';

/** An export that is wanted, `anyway` even if jobs are missing; or what came of it. */
type Export = { readonly format: Format; readonly anyway: boolean } | { readonly words: string };

/** Saves all matching jobs as a file; those that have not been read yet are read first. */
export function ExportTools({ list }: { list: JobList }) {
  const [asked, setAsked] = useState<Export>();
  const wanted = asked && 'format' in asked ? asked : undefined;
  const due = wanted && (list.complete || wanted.anyway) ? wanted.format : undefined;
  const jobsNow = useEffectEvent(() => list.matching);
  useEffect(() => {
    if (!due) return undefined;
    let current = true;
    const run = async () => {
      const words = await save(jobsNow(), due, () => current);
      if (current) setAsked({ words });
    };
    void run();
    return () => {
      current = false;
    };
  }, [due]);
  const start = (format: Format) => {
    setAsked({ format, anyway: false });
    if (!list.complete && !list.reading) list.refresh();
  };
  return (
    <>
      {(['csv', 'json'] as const).map((format) => (
        <ToolButton
          key={format}
          icon={
            format === 'csv' ? (
              <IconFileSpreadsheet size={15} aria-hidden />
            ) : (
              <IconBraces size={15} aria-hidden />
            )
          }
          preload={loadDownload}
          onClick={() => {
            start(format);
          }}
        >
          {format === 'csv' ? 'Export CSV' : 'Export JSON'}
        </ToolButton>
      ))}
      <span className={classes['progress']} role="group" aria-label="Export">
        <span aria-live="polite">
          {asked && 'words' in asked ? asked.words : wanted && progress(list, due !== undefined)}
        </span>
        {wanted && (
          <Ways
            list={list}
            stuck={!due && isStuck(list)}
            onWrite={() => {
              setAsked({ ...wanted, anyway: true });
            }}
            onCancel={() => {
              setAsked(undefined);
            }}
          />
        )}
      </span>
    </>
  );
}

/** What can be done about an export that is under way. */
function Ways({
  list,
  stuck,
  onWrite,
  onCancel,
}: {
  list: JobList;
  stuck: boolean;
  onWrite: () => void;
  onCancel: () => void;
}) {
  const count = formatNumber(list.matching.length);
  return (
    <>
      {stuck ? (
        <>
          <PassingButton
            onClick={() => {
              list.refresh();
            }}
          >
            Read on
          </PassingButton>
          <PassingButton onClick={onWrite}>Export the {count} that were read</PassingButton>
        </>
      ) : (
        <span className={classes['quiet']}>{count} so far</span>
      )}
      <PassingButton onClick={onCancel}>Cancel</PassingButton>
    </>
  );
}

function progress(list: JobList, writing: boolean): string {
  if (writing) return 'Writing the file …';
  return isStuck(list) ? 'Not all jobs have been read.' : 'Reading the remaining jobs for the export …';
}

/** Whether jobs are missing and none are being read. */
function isStuck(list: JobList): boolean {
  return !list.reading && !list.complete;
}

/** Saves the file; says what came of it. */
async function save(jobs: JobList['matching'], format: Format, wanted: () => boolean): Promise<string> {
  try {
    const { downloadJobs } = await loadDownload();
    await downloadJobs(jobs, format, new Date(), wanted);
    return `${counted(jobs.length, 'job')} exported`;
  } catch {
    return 'The export failed: a part of this page did not load, or the browser has no memory left.';
  }
}
