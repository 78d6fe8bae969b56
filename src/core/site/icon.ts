/** Two sheets side by side, line by line: what browsers show beside the title. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<style>path { fill: none; stroke: #124e5b; stroke-width: 3; } @media (prefers-color-scheme: dark) { path { stroke: #86c5cf; } }</style>
<path d="M3.5 3.5h10.5v25H3.5zM18 3.5h10.5v25H18z"/><path d="M6.5 11h4.5M6.5 17h4.5M21 11h4.5M21 17h4.5"/>
</svg>
`;
