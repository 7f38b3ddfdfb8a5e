using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Portfolio.Tree;

namespace PortfolioPlatform.Portfolio.Past;

/// <summary>A tenant's tree as it was once, as the database writes it down.</summary>
internal sealed record TreeVersion(TreeVersion.Node[] Nodes, TreeVersion.Account[] Accounts)
{
    public static PortfolioTree Parse(string body)
    {
        var stored = JsonSerializer.Deserialize<TreeVersion>(body, JsonSerializerOptions.Web)!;
        return new PortfolioTree(
            [.. stored.Nodes.Select(n => new PortfolioNode(new(n.Id), n.Parent is { } parent ? new PortfolioId(parent) : null, n.Name, new(n.Currency), n.Zone, [.. n.Selected.Select(AccountId.From)]))],
            [.. stored.Accounts.Select(a => new AccountNode(new(a.Id), new(a.Entity), a.Venue, a.Name, a.Removed))]);
    }

    /// <summary>Notes how the tree stands, if it stands otherwise than before.</summary>
    public static async Task NoteAsync(IDatabaseTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select portfolio.note_tree($1, clock_timestamp())", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal sealed record Node(Guid Id, Guid? Parent, string Name, string Currency, string Zone, ImmutableArray<Guid> Selected);

    internal sealed record Account(Guid Id, Guid Entity, string Venue, string Name, bool Removed);
}
