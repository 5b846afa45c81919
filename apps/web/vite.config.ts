import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// In development the pages come from Vite, everything else from a running Lectern.
const lectern = process.env['LECTERN_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // Inlined assets would need `data:` in more places of the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      '/api': lectern,
      '/live': lectern,
      '/ws': { target: lectern, ws: true },
    },
  },
});
