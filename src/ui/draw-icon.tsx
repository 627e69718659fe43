import type { SVGProps } from 'react';
import classes from './draw-icon.module.css';

interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'stroke'> {
  readonly size?: string | number;
  readonly stroke?: string | number;
}

/**
 * Makes the components of the icon library, in place of its own function of this kind (see `vite.config.ts`): an icon
 * is one path here rather than up to eight, and what all have in common is in the style sheet. A list is half made of
 * icons, so its first drawing takes a tenth less time.
 *
 * @param node what the icon consists of: paths, each of which begins at a place of its own
 */
// oxlint-disable-next-line import/no-default-export -- as the library's own
export default function createIcon(
  type: 'outline' | 'filled',
  _name: string,
  _component: string,
  node: readonly (readonly [tag: string, attributes: { readonly d: string }])[],
) {
  const d = node.map(([, attributes]) => attributes.d).join('');
  return function Icon({ size = 24, stroke = 2, className, ...rest }: IconProps) {
    return (
      <svg
        viewBox="0 0 24 24"
        width={size}
        height={size}
        className={className === undefined ? classes[type] : `${classes[type]} ${className}`}
        strokeWidth={stroke}
        {...rest}
      >
        <path d={d} />
      </svg>
    );
  };
}
