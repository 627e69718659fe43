import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { formatNumber } from '../../../lib/text.ts';
import type { Bin } from '../../model/statistics.ts';
import type { Span } from '../filters/created-range.ts';
import { binText, countsText, partsText, mergeBins, tickText, ticksOf } from './histogram-text.ts';
import classes from './histogram.module.css';

/** Bins from one index to another, in either direction. */
interface Brush {
  readonly anchor: number;
  readonly head: number;
}

/**
 * The stacked bars. A drag over some of them, or the arrow keys with Shift and then Enter, chooses their span; a
 * click or Enter alone that of one bar.
 */
export function HistogramPlot({
  bins,
  statuses,
  complete,
  narrow,
}: {
  bins: readonly Bin[];
  /** In the order of the stack, from below. */
  statuses: readonly string[];
  complete: boolean;
  narrow: (span: Span) => void;
}) {
  const help = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number>();
  const [brush, setBrush] = useState<Brush>();
  const [dragging, setDragging] = useState(false);
  const highest = Math.max(1, ...bins.map(({ total }) => total));
  const stop = Math.min(current ?? bins.length - 1, bins.length - 1);
  const shown = brush ? mergeBins(bins, brush.anchor, brush.head) : bins[current ?? -1];

  const indexAt = ({ clientX }: PointerEvent): number => {
    const { left, width } = plot.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return clamp(Math.floor(((clientX - left) / width) * bins.length), bins.length);
  };
  const choose = (chosen: Brush) => {
    setBrush(undefined);
    const span = mergeBins(bins, chosen.anchor, chosen.head);
    if (span) narrow(span);
  };
  const go = (to: number, extend: boolean) => {
    const next = clamp(to, bins.length);
    setBrush(extend ? { anchor: brush?.anchor ?? stop, head: next } : undefined);
    setCurrent(next);
    plot.current?.querySelectorAll<HTMLElement>('[role="option"]')[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    if (key === 'ArrowLeft') go(stop - 1, shiftKey);
    else if (key === 'ArrowRight') go(stop + 1, shiftKey);
    else if (key === 'Home') go(0, shiftKey);
    else if (key === 'End') go(bins.length - 1, shiftKey);
    else if (key === 'Enter' || key === ' ') choose(brush ?? { anchor: stop, head: stop });
    else if (key === 'Escape' && (brush || shown)) {
      setBrush(undefined);
      setCurrent(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['chart']}>
      <span className={classes['scale']} aria-hidden>
        {complete ? '' : '≥ '}
        {formatNumber(highest)}
      </span>
      <div
        ref={plot}
        className={classes['plot']}
        role="listbox"
        aria-label="Jobs by creation time"
        aria-describedby={help}
        aria-orientation="horizontal"
        aria-multiselectable
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const index = indexAt(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          setBrush({ anchor: index, head: index });
        }}
        onPointerMove={(event) => {
          const index = indexAt(event);
          setCurrent(index);
          if (dragging && brush) setBrush({ ...brush, head: index });
        }}
        onPointerUp={() => {
          setDragging(false);
          if (dragging && brush) choose(brush);
        }}
        onPointerCancel={() => {
          setDragging(false);
          setBrush(undefined);
        }}
        onPointerLeave={() => {
          if (!dragging) setCurrent(undefined);
        }}
      >
        {bins.map((bin, index) => (
          <div
            key={bin.from}
            role="option"
            aria-selected={brush !== undefined && isWithin(brush, index)}
            aria-label={`${binText(bin)}: ${countsText(bin, statuses, complete)}`}
            tabIndex={index === stop ? 0 : -1}
            className={classes['bin']}
            data-current={index === current || undefined}
            onFocus={() => {
              setCurrent(index);
            }}
            onBlur={() => {
              setCurrent(undefined);
            }}
          >
            {statuses.map((status) => {
              const count = bin.counts[status] ?? 0;
              return (
                count > 0 && (
                  <div
                    key={status}
                    className={classes['segment']}
                    data-status={status}
                    style={{ height: `${(count / highest) * 100}%` }}
                  />
                )
              );
            })}
          </div>
        ))}
      </div>
      <div className={classes['axis']} aria-hidden>
        {ticksOf(bins).map((index) => (
          <span key={index} style={{ insetInlineStart: `${(index / bins.length) * 100}%` }}>
            {tickText(bins, index)}
          </span>
        ))}
      </div>
      {shown && (
        <div
          className={classes['tip']}
          aria-hidden
          data-late={(current ?? 0) > bins.length / 2 || undefined}
          style={{
            insetInlineStart: `calc(${SCALE_PX}px + (100% - ${SCALE_PX}px) * ${((current ?? 0) + 0.5) / bins.length} + 10px)`,
          }}
        >
          <strong>{binText(shown)}</strong>
          {statuses.toReversed().map(
            (status) =>
              (shown.counts[status] ?? 0) > 0 && (
                <span key={status}>
                  <span className={classes['swatch']} data-status={status} />
                  {partsText(shown.counts, [status])}
                </span>
              ),
          )}
          {shown.total === 0 && <span>No jobs</span>}
        </div>
      )}
      <span id={help} hidden>
        The arrow keys move, with Shift they select, Enter shows only what is selected, Escape selects
        nothing.
      </span>
    </div>
  );
}

/** As wide as the stylesheet keeps free for the scale. */
const SCALE_PX = 44;

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}

function isWithin({ anchor, head }: Brush, index: number): boolean {
  return index >= Math.min(anchor, head) && index <= Math.max(anchor, head);
}
