/**
 * The one door to the component library, for panels and pages that are fetched when they are needed. What the list shows
 * at once is made of `button.tsx`, `select.tsx` and `notice.tsx`, because the library would double the first load
 * (docs/adr/0005-mantine.md).
 */
export {
  ActionIcon,
  Alert,
  Anchor,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Divider,
  Drawer,
  FileButton,
  Group,
  Kbd,
  List,
  Loader,
  Modal,
  NativeSelect,
  Progress,
  Radio,
  SegmentedControl,
  Skeleton,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  Textarea,
  Timeline,
  Title,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
