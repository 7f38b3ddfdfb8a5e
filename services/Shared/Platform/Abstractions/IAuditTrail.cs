namespace PortfolioPlatform.Platform;

/// <summary>The record of who did what: one SHA-256 chain for each tenant, to which the application can only add.</summary>
public interface IAuditTrail
{
    /// <summary>Adds an entry in the transaction of the act, so that neither is ever there without the other. Entries of a tenant wait for each other until commit: make it the last thing before it.</summary>
    Task AppendAsync(IDatabaseTransaction transaction, AuditAct act, CancellationToken cancellationToken);

    /// <summary>The latest entries about a subject of the transaction's tenant, newest first.</summary>
    /// <param name="transaction">Of the tenant.</param>
    /// <param name="subject">About what.</param>
    /// <param name="actions">Which actions count.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<IReadOnlyList<AuditNote>> LatestAsync(IDatabaseTransaction transaction, string subject, IReadOnlyCollection<string> actions, int most, CancellationToken cancellationToken);
}

/// <summary>An entry as whom it is about may read it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Action">What was done.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What else there is to know.</param>
public sealed record AuditNote(DateTimeOffset At, string Action, string Outcome, string? Detail);

/// <summary>Something that was done, or was refused.</summary>
/// <param name="Action">What, in lower case with a dot: <c>account.paused</c>, <c>key.used</c>, <c>login</c>. Stable: people filter by it.</param>
/// <param name="Subject">What it was done to: an id or a name of the platform's own; never personal, for it is stored open.</param>
public sealed record AuditAct(string Action, string Subject)
{
    /// <summary>Who runs commands on the machine itself.</summary>
    public static string CommandLine { get; } = "command line: " + Environment.UserName;

    /// <summary>Who; null for whoever the request is of, or the platform itself outside requests. Stored sealed.</summary>
    public string? Actor { get; init; }

    /// <summary>How it ended: <c>done</c>, or the code of a refusal.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>What else there is to know, for people; stored sealed. Never a secret.</summary>
    public string? Detail { get; init; }
}
