/** Style sheets are bundled by esbuild into dashboard.css. */
declare module '*.css';
