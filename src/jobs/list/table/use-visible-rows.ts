import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Rows kept ready beyond the edges: more for the keyboard while nothing moves, few while there is no time. */
const ROWS_AHEAD = { moving: 3, resting: 12 } as const;

/** By then the first rows have been painted. */
const FIRST_ROWS_MS = 300;

/** The least height of the rows' frame, as in the style sheet, and what usually stands around it, in pixels. */
const SHORTEST = 320;
const AROUND = 340;

/**
 * Which rows are near the screen.
 *
 * @param count of all rows
 * @param heightOf a row by its index, in pixels: exact, or an estimate where rows are measured
 * @param offset how far the rows are scrolled at first, in pixels
 */
export function useVisibleRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  heightOf: (index: number) => number,
  offset: number,
) {
  const [ahead, setAhead] = useState<number>(ROWS_AHEAD.moving);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan: ahead,
    // Drawn between frames rather than in them, so that each frame is on time.
    useFlushSync: false,
    initialRect: { width: 0, height: Math.max(SHORTEST, window.innerHeight - AROUND) },
    initialOffset: offset,
    onChange: ({ isScrolling }) => {
      setAhead(isScrolling ? ROWS_AHEAD.moving : ROWS_AHEAD.resting);
    },
  });
  // The first rows come first.
  useEffect(() => {
    const timer = setTimeout(() => {
      setAhead(ROWS_AHEAD.resting);
    }, FIRST_ROWS_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  // Heights that were estimated for other rows are no guide.
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, heightOf]);
  const items = virtualizer.getVirtualItems();
  return {
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? -1,
    /** The heights of what is not in the page, in pixels. */
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
    scrollTo: (index: number) => {
      virtualizer.scrollToIndex(index);
    },
  };
}
