namespace PortfolioPlatform.Platform.SignIn;

/// <summary>The roles a member can have on the whole tenant or on a node of the portfolio tree, and what each permits. What is not in this table is denied.</summary>
public static class MemberRoles
{
    /// <summary>Everything.</summary>
    public const string Owner = "owner";

    /// <summary>Runs portfolios: everything but members, clients and the audit log.</summary>
    public const string Manager = "manager";

    /// <summary>Reads.</summary>
    public const string Analyst = "analyst";

    /// <summary>Keeps the books: reads, edits the ledger, makes reports.</summary>
    public const string Finance = "finance";

    /// <summary>Reads everything, the audit log included, and changes nothing.</summary>
    public const string Auditor = "auditor";

    private static readonly Dictionary<string, HashSet<string>> Table = new(StringComparer.Ordinal)
    {
        [Owner] = [.. Permission.All],
        [Manager] = [Permission.Read, Permission.EditLedger, Permission.ManageAccounts, Permission.ManagePortfolios, Permission.Trade, Permission.ExportReports, Permission.ReadSchema],
        [Analyst] = [Permission.Read, Permission.ReadSchema],
        [Finance] = [Permission.Read, Permission.EditLedger, Permission.ExportReports, Permission.ReadSchema],
        [Auditor] = [Permission.Read, Permission.ExportReports, Permission.ReadAudit, Permission.ReadSchema],
    };

    /// <summary>All roles.</summary>
    public static IReadOnlyCollection<string> All => Table.Keys;

    /// <summary>Whether a role gives a permission.</summary>
    public static bool Permits(string role, string permission) => Table.TryGetValue(role, out var permissions) && permissions.Contains(permission);
}
