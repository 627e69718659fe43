import type { DescribeClassificationJobResponse } from '@aws-sdk/client-macie2';
import type { Source } from '../../../aws/source.ts';
import { readDetection } from './detection.ts';
import { Fact, DescriptionList, Identifiers } from '../description-list.tsx';
import { AllowLists, CustomIdentifiers } from '../insights/names.tsx';
import { Section } from '../section.tsx';

/** What the job looks for, and in how much of the data. */
export function DetectionSection({
  job,
  source,
}: {
  job: DescribeClassificationJobResponse;
  source: Source;
}) {
  const detection = readDetection(job);
  return (
    <Section id="detection" title="Detection">
      <DescriptionList>
        <Fact label="Managed identifiers" member="managedDataIdentifierSelector">
          {detection.managed}
        </Fact>
        {detection.managedIds.length > 0 && (
          <Fact label={detection.managedIdsLabel} member="managedDataIdentifierIds">
            <Identifiers values={detection.managedIds} what="identifier" />
          </Fact>
        )}
        <Fact label="Custom identifiers" member="customDataIdentifierIds">
          {detection.custom}
          <CustomIdentifiers source={source} ids={detection.customIds} />
        </Fact>
        <Fact label="Allow lists" member="allowListIds">
          {detection.allowLists}
          <AllowLists source={source} ids={detection.allowListIds} />
        </Fact>
        <Fact label="Sampling" member="samplingPercentage">
          {detection.sampling}
        </Fact>
      </DescriptionList>
    </Section>
  );
}
