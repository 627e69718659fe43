import './ui/mantine.css';
import './app/page.css';
import { startWorker } from './app/aws.ts';
import { start } from './app/start.tsx';

/* The one entry: the worker and the configuration are on their way while the page starts. */
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
void start(root, startWorker(), fetch('/config.json'));
