// Builds the page to one file, dist/index.html, which the program embeds: one module script and one style, both inline,
// so that the server can name them in its Content-Security-Policy by their hashes.
import { defineConfig } from 'vite';

function oneFile() {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      let html = page.source;
      for (const [name, item] of Object.entries(bundle)) {
        if (name.endsWith('.js')) {
          html = html.replace(/\s*<script type="module"[^>]*><\/script>/, '');
          const code = item.code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
          html = html.replace('</body>', () => `  <script type="module">${code}</script>\n</body>`);
        } else if (name.endsWith('.css')) {
          html = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${item.source.trim()}</style>`);
        } else if (name !== 'index.html') {
          throw new Error(`${name} does not fit into one file`);
        } else continue;
        delete bundle[name];
      }
      page.source = html;
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [oneFile()],
  build: { target: 'es2022', cssTarget: ['chrome123', 'firefox120', 'safari17.5'], cssCodeSplit: false, modulePreload: false, assetsInlineLimit: 1e6, reportCompressedSize: true },
  server: { proxy: { '/api': process.env.DROGMAN || 'http://127.0.0.1:7878' } },
});
