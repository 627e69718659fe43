import 'virtual:page-theme.css';
import './components/baseline.css';
import './app/app.css';
import { startWorker } from './worker/client.ts';
import { start } from './app/start.tsx';

/* The one entry: the worker and the configuration are on their way while the page starts. */
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
void start(root, startWorker(), fetch('/config.json'));
