import { IconBrandPowershell, IconBrandPython, IconLink, IconTerminal2, IconX } from '@tabler/icons-react';
import { useEffect, useId } from 'react';
import { Button, IconButton } from '../../../components/button.tsx';
import { formatNumber } from '../../../lib/text.ts';
import type { View } from '../../criteria/criteria.ts';
import { formatView } from '../../criteria/link.ts';
import { useMonitor } from '../../queries/monitor.ts';
import { chosenSources } from '../../model/sources.ts';
import { exportViews } from '../saved-views/saved-views.ts';
import { ToolButton } from './tool-button.tsx';
import { useView } from '../use-view.ts';
import classes from './toolbar.module.css';

const loadCopyText = () => import('./copy-text.ts');

/** The result of a copy: shown for a moment, its notes until they are dismissed; or the text itself where it failed. */
export type CopyResult =
  | { readonly copied: string; readonly notes: string; readonly saveInstead: Made['saveInstead'] }
  | { readonly failed: string; readonly text: string }
  | undefined;

interface Made {
  readonly text: string;
  /** What the reader should know about the text; empty if nothing. */
  readonly notes: string;
  /** Saves the same as a file, where the text is not much use. */
  readonly saveInstead?: () => Promise<void>;
}

/** Hands the view on as a link, as a command and as a script. */
export function CopyButtons({ onResult }: { onResult: (result: CopyResult) => void }) {
  const { accounts, sources } = useMonitor();
  const view = useView();
  const copy = async (what: string, make: () => Made | Promise<Made>) => {
    onResult(undefined);
    let text = '';
    try {
      const made = await make();
      text = made.text;
      await navigator.clipboard.writeText(text);
      onResult({ copied: `${what} copied`, notes: made.notes, saveInstead: made.saveInstead });
    } catch {
      onResult({ failed: what, text });
    }
  };
  const copied = () => ({ view, accounts, sources: chosenSources(sources, view), now: new Date() });
  return (
    <>
      <ToolButton
        icon={<IconLink size={15} aria-hidden />}
        onClick={() => void copy('Link', () => linkOf(view))}
      >
        Copy link
      </ToolButton>
      <ToolButton
        icon={<IconTerminal2 size={15} aria-hidden />}
        preload={loadCopyText}
        onClick={() =>
          void copy('AWS CLI command', async () => {
            const { cliText, cliNotes } = await loadCopyText();
            return { text: cliText(copied()), notes: cliNotes(copied()) };
          })
        }
      >
        Copy as AWS CLI
      </ToolButton>
      {isWindows() && (
        <ToolButton
          icon={<IconBrandPowershell size={15} aria-hidden />}
          preload={loadCopyText}
          onClick={() =>
            void copy('PowerShell command', async () => {
              const { cliText, cliNotes } = await loadCopyText();
              return { text: cliText(copied(), 'powershell'), notes: cliNotes(copied()) };
            })
          }
        >
          Copy for PowerShell
        </ToolButton>
      )}
      <ToolButton
        icon={<IconBrandPython size={15} aria-hidden />}
        preload={loadCopyText}
        onClick={() =>
          void copy('boto3 script', async () => {
            const { boto3Text, boto3Notes } = await loadCopyText();
            return { text: boto3Text(copied()), notes: boto3Notes(copied()) };
          })
        }
      >
        Copy as boto3
      </ToolButton>
    </>
  );
}

/** Says that something was copied and what to know about it, and gives it to be copied by hand where that failed. */
export function CopyNotice({ result, onDone }: { result: CopyResult; onDone: () => void }) {
  const copied = result && 'copied' in result ? result : undefined;
  return (
    <>
      <span aria-live="polite" className={classes['said']}>
        {copied?.notes === '' && <Passing key={copied.copied} text={copied.copied} onDone={onDone} />}
      </span>
      <div aria-live="polite" className={classes['notes']}>
        {copied && copied.notes !== '' && (
          <>
            <p>
              {copied.copied}. {copied.notes}
            </p>
            {copied.saveInstead && (
              <Button size="tiny" onClick={() => void copied.saveInstead?.()}>
                Save as a file
              </Button>
            )}
            <IconButton variant="quiet" aria-label="Dismiss" onClick={onDone}>
              <IconX size={15} aria-hidden />
            </IconButton>
          </>
        )}
      </div>
      {result && 'failed' in result && <ByHand what={result.failed} text={result.text} onDone={onDone} />}
    </>
  );
}

/** Longer links than this are cut or refused by many servers, proxies and mail programs (nginx: 8 KB by default). */
const LONG_LINK = 8000;

/** The link to what is shown, with a note where it is so long that it may not arrive. */
function linkOf(view: View): Made {
  const text = window.location.href.replace(/#.*$/, '');
  if (text.length <= LONG_LINK) return { text, notes: '' };
  return {
    text,
    notes: `It has ${formatNumber(text.length)} characters: many servers and mail programs cut links longer than ${formatNumber(LONG_LINK)}. A file of saved views, which others can import, has no such limit.`,
    saveInstead: async () => {
      const { saveFile } = await import('./download-jobs.ts');
      const shared = { id: '', name: 'Shared view', link: formatView(view) };
      const file = exportViews({ version: 1, views: [shared], start: undefined });
      saveFile(new Blob([file], { type: 'application/json' }), 'macie-view.json');
    },
  };
}

/** PowerShell has quoting rules of its own, and most people on Windows paste into it. */
function isWindows(): boolean {
  return /windows/i.test(navigator.userAgent);
}

/** Long enough to be read. */
const SAID_MS = 5000;

function Passing({ text, onDone }: { text: string; onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, SAID_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [onDone]);
  return text;
}

function ByHand({ what, text, onDone }: { what: string; text: string; onDone: () => void }) {
  const id = useId();
  return (
    <div className={classes['byHand']} role="alert">
      <label htmlFor={id}>
        {text === ''
          ? `Couldn’t create the ${what}: part of this page didn’t load. Reload it and try again.`
          : `The browser didn’t allow copying. Here is the ${what}:`}
      </label>
      <IconButton variant="quiet" aria-label="Dismiss" onClick={onDone}>
        <IconX size={15} aria-hidden />
      </IconButton>
      {text !== '' && (
        <textarea
          id={id}
          readOnly
          rows={4}
          value={text}
          ref={(box) => {
            box?.select();
          }}
        />
      )}
    </div>
  );
}
