import type { Refinements } from '../../criteria/criteria.ts';
import { TimeRangeEditor } from './time-range-editor.tsx';

/** Changes the range in which the last run began. Other bounds than "at or after" and "before" come from links only. */
export function RunTimeEditor({
  bounds: { GTE, LT, ...others },
  onApply,
}: {
  bounds: Refinements['lastRunTime'];
  onApply: (bounds: Refinements['lastRunTime']) => void;
}) {
  return (
    <TimeRangeEditor
      range={{ from: GTE, to: LT }}
      onApply={({ from, to }) => {
        onApply({
          ...others,
          ...(from !== undefined && { GTE: from }),
          ...(to !== undefined && { LT: to }),
        });
      }}
    />
  );
}
