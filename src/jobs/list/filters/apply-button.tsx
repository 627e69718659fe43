import { Button } from '../../../components/mantine.ts';
import classes from '../../../components/drop-down.module.css';

/** The button that makes a panel's choices count. */
export function ApplyButton({
  children = 'Apply',
  disabled = false,
}: {
  children?: string;
  disabled?: boolean;
}) {
  return (
    <Button type="submit" size="xs" disabled={disabled} classNames={{ root: classes['apply'] ?? '' }}>
      {children}
    </Button>
  );
}
