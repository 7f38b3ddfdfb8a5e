namespace PortfolioPlatform.Platform.Database;

/// <summary>How the embedded server is started.</summary>
/// <param name="DataFolder">The data folder; the server keeps its files below it.</param>
internal sealed record EmbeddedPostgresOptions(string DataFolder)
{
    /// <summary>Folder with <c>bin</c>, <c>lib</c> and <c>share</c>; null to find it.</summary>
    public string? Binaries { get; init; }

    /// <summary>Only tests turn this off.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether root may use a user namespace; tests turn it off to try the other way.</summary>
    public bool AllowNamespace { get; init; } = true;
}
