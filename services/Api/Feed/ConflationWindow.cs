using System.Runtime.InteropServices;

namespace PortfolioPlatform.Api.Feed;

/// <summary>
/// When a changed key may be sent. A key that was quiet is due at once. A busy key is due at the next tick of a grid that all
/// keys share, one window after it was last due: so all busy keys of a topic travel in one frame per window.
/// </summary>
/// <param name="Window">Width of the grid, in microseconds.</param>
/// <param name="Quiet">Silence that makes a key quiet, in microseconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConflationWindow(long Window, long Quiet)
{
    /// <summary>When a key that changed now, and was last due then, may be sent. Instants are microseconds of one monotonic clock.</summary>
    internal long Due(long now, long? lastDue)
    {
        if (lastDue is not { } last || now - last >= Quiet) return now;
        var earliest = Math.Max(now, last + Window);
        return (earliest + Window - 1) / Window * Window;
    }
}
