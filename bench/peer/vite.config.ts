import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  publicDir: '../../public',
  plugins: [react()],
  resolve: { dedupe: ['@smithy/core', '@smithy/types'] },
  build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
});
