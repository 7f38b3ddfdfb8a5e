namespace PortfolioPlatform.Platform;

/// <summary>Runs small programs atomically at the store that all processes of an installation share. Only registered where there is such a store (Redis).</summary>
public interface ISharedScripts
{
    /// <summary>Runs a program (Lua) on one key.</summary>
    /// <param name="program">The text; the same text every time, so that the store keeps it compiled.</param>
    /// <param name="key">The key it works on; further keys begin with it, in braces, so that they lie on the same node.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its answer; null while the store is away.</returns>
    ValueTask<string?> RunAsync(string program, string key, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
