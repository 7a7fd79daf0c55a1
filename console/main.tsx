import { createRoot } from 'react-dom/client';
import { App } from './frame/app.tsx';
import { watchActivity } from './parts/auto-refresh.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no element for the console');
watchActivity();
createRoot(root).render(<App />);
