import { Button, Group } from '../../components/mantine.ts';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { Time } from '../../components/time.tsx';
import type { CliJob } from '../criteria/aws-cli.ts';
import type { Described } from '../queries/job-queries.ts';
import { CopyText } from './copy.tsx';
import { Fact, DescriptionList, Identifier } from './description-list.tsx';
import { commandLine } from './job-commands.ts';
import { rawJson } from './raw-json.ts';
import { Section } from './section.tsx';
import { Command } from './verdict/verdict-panel.tsx';
import classes from './detail.module.css';

/** The answer as it came, for other tools. */
export function RawSection({ described, cli }: { described: Described; cli: CliJob }) {
  const [open, setOpen] = useState(false);
  const { job, answeredAt } = described;
  const { requestId } = job.$metadata;
  return (
    <Section id="raw" title="API response">
      <DescriptionList>
        <Fact label="Answered">
          <Time at={answeredAt} absolute />
        </Fact>
        <Fact label="Request id">
          {requestId ? <Identifier value={requestId} what="request id" /> : 'None was given'}
        </Fact>
      </DescriptionList>
      <Command purpose="Equivalent AWS CLI command" line={commandLine('describe', cli)} />
      <Group gap="xs">
        <CopyText value={rawJson(job)}>Copy JSON</CopyText>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => {
            download(`macie-job-${cli.jobId}.json`, rawJson(job));
          }}
        >
          Download JSON
        </Button>
      </Group>
      {/* A thousand buckets make a long text, so it is written only when it is opened. */}
      <details
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>Show JSON</summary>
        {open && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reached by keyboard
          <pre className={classes['json']} tabIndex={0}>
            {rawJson(job)}
          </pre>
        )}
      </details>
    </Section>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
