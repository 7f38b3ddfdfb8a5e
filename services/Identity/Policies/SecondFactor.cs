using Npgsql;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Identity.Policies;

/// <summary>Whether a tenant's members must prove who they are by more than a password. Who has not may set up a second factor, and nothing else.</summary>
internal static class SecondFactor
{
    /// <summary>Whether a way to sign in is more than something one knows: an app's code, a passkey on a device that asks for its user, or a provider, which answers for its own.</summary>
    public static bool IsIn(string? method) => method is "totp" or "passkey" or External.ExternalSignIn.Method;

    /// <summary>Whether the transaction's tenant asks for it.</summary>
    public static async Task<bool> IsAskedAsync(IDatabaseTransaction transaction, TenantId tenant, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select exists (select from identity.sign_in_policy where tenant_id = $1 and second_factor)", transaction.Connection) { Parameters = { new() { Value = tenant.Value } } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task AskAsync(IDatabaseTransaction transaction, bool isAsked, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into identity.sign_in_policy (tenant_id, second_factor, changed_by, changed_at) values ($1, $2, $3, $4)
            on conflict (tenant_id) do update set second_factor = $2, changed_by = $3, changed_at = $4
            """,
            transaction.Connection);
        foreach (object value in new object[] { transaction.Tenant.Value, isAsked, by, now }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
