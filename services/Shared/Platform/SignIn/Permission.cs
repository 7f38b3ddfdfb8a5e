namespace PortfolioPlatform.Platform.SignIn;

/// <summary>What somebody may do. GraphQL fields and endpoints ask for one; roles give them; the scopes of tokens are these names too.</summary>
public static class Permission
{
    /// <summary>See portfolios, transactions, prices.</summary>
    public const string Read = "read";

    /// <summary>See at least a part: the field itself shows only the portfolios that the viewer may read (<see cref="Access.ScopeOf"/>), or nothing of any tenant's. No scope of a token.</summary>
    public const string ReadPart = "read-part";

    /// <summary>Add edits, notes and transfer decisions to the ledger.</summary>
    public const string EditLedger = "edit-ledger";

    /// <summary>Connect, pause and remove accounts, and change their keys.</summary>
    public const string ManageAccounts = "manage-accounts";

    /// <summary>Change the portfolio tree.</summary>
    public const string ManagePortfolios = "manage-portfolios";

    /// <summary>Place and cancel orders.</summary>
    public const string Trade = "trade";

    /// <summary>Make reports and exports.</summary>
    public const string ExportReports = "export-reports";

    /// <summary>Invite and remove members, grant roles, end their sessions.</summary>
    public const string ManageMembers = "manage-members";

    /// <summary>Make and revoke API clients.</summary>
    public const string ManageClients = "manage-clients";

    /// <summary>Read the audit log.</summary>
    public const string ReadAudit = "read-audit";

    /// <summary>Ask for the schema of the API itself.</summary>
    public const string ReadSchema = "read-schema";

    /// <summary>Every permission there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, EditLedger, ManageAccounts, ManagePortfolios, Trade, ExportReports, ManageMembers, ManageClients, ReadAudit, ReadSchema];
}
