import { formatNumber } from '../../../lib/text.ts';
import { Time } from '../../../components/time.tsx';
import { chartOf } from './chart.ts';
import type { Estimate, Sample } from './progress.ts';
import classes from './progress-chart.module.css';

/** Objects left over time, and where that leads; the same as a table. */
export function ProgressChart({ samples, estimate }: { samples: readonly Sample[]; estimate: Estimate }) {
  const chart = chartOf(samples, estimate);
  if (!chart) return null;
  const { width, height, line, ahead, spread, from, to, most, least } = chart;
  return (
    <figure className={classes['chart']}>
      <div className={classes['plot']}>
        <span className={classes['most']}>{formatNumber(most)}</span>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label="Objects left over time; the table below has the figures"
        >
          {spread && <polygon points={spread} className={classes['spread']} />}
          {ahead && <polyline points={ahead} className={classes['ahead']} />}
          <polyline points={line} className={classes['seen']} />
        </svg>
        <span className={classes['zero']}>{formatNumber(least)}</span>
        <span className={classes['from']}>
          <Time at={from} absolute />
        </span>
        <span className={classes['to']}>
          <Time at={to} absolute />
        </span>
      </div>
      <details>
        <summary>Show figures</summary>
        <table className={classes['figures']}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Objects left</th>
            </tr>
          </thead>
          <tbody>
            {samples.toReversed().map(({ at, left }) => (
              <tr key={at}>
                <td>
                  <Time at={at} absolute />
                </td>
                <td>{formatNumber(left)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
