namespace PortfolioPlatform.Host.Tests.Sweep;

/// <summary>One thing that can be asked with ids.</summary>
/// <param name="Name">What a failure is called.</param>
/// <param name="Ids">The ids it carries, in order.</param>
/// <param name="AskAsync">Asks it through a door with these ids; the last argument is how long to wait for who is told nothing.</param>
/// <param name="Changes">Whether it changes something.</param>
internal sealed record Probe(string Name, IReadOnlyList<ProbeId> Ids, Func<Door, IReadOnlyList<string>, TimeSpan, Task<string>> AskAsync, bool Changes)
{
    /// <summary>A kind that belongs to nobody: assets, venues.</summary>
    public const string World = "world";

    /// <summary>A kind no row of the table says how to make.</summary>
    public const string Unknown = "unknown";
}

/// <summary>An id a probe carries.</summary>
/// <param name="Name">Of the argument.</param>
/// <param name="Kind">What it is an id of.</param>
/// <param name="IsTried">Whether foreign ones are tried in its place; else it is the asker's own.</param>
internal sealed record ProbeId(string Name, string Kind, bool IsTried);
