import type { Source } from '../../../aws/source.ts';
import { BucketList } from './bucket-list.tsx';
import { readScope } from './scope.ts';
import type { ScopeDefinition } from './scope.ts';
import { ScopeTree } from './scope-tree.tsx';
import { Section } from '../section.tsx';
import { Sentence } from '../sentence.tsx';
import { plain } from '../text.ts';

/** What the job analyses: in a few sentences, and whole. */
export function ScopeSection({
  definition,
  recurring,
  source,
  known = 'all',
  samplingPercentage,
}: {
  definition: ScopeDefinition | undefined;
  recurring: boolean;
  source: Source;
  known?: 'all' | 'buckets';
  samplingPercentage?: number | undefined;
}) {
  const scope = readScope(definition, recurring, known, samplingPercentage);
  return (
    <Section id="scope" title="Scope">
      {scope.sentences.map((text) => (
        <p key={plain(text)}>
          <Sentence text={text} />
        </p>
      ))}
      {scope.accounts.length > 0 && <BucketList accounts={scope.accounts} source={source} />}
      {scope.tree.length > 0 && <ScopeTree nodes={scope.tree} />}
    </Section>
  );
}
