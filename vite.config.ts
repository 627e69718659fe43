import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { emulatorPlugin } from './emulator/vite-plugin.ts';

export default defineConfig({
  plugins: [react(), emulatorPlugin()],
  server: { port: 5173 },
  preview: { port: 4173 },
  build: { target: 'es2023', manifest: true, sourcemap: true },
});
