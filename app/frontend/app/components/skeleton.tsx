/** Quiet bars in the shape of the list while it loads. */
export function ListSkeleton() {
  return (
    <div role="status">
      <span className="visually-hidden">Loading</span>
      <div className="skeleton" aria-hidden="true">
        <div className="skeleton-bar skeleton-title" />
        <div className="skeleton-bar" />
        <div className="skeleton-bar" />
        <div className="skeleton-bar" />
      </div>
    </div>
  );
}
