using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>
/// Runs a change once for each idempotency key and repeats its first answer. Keys are kept seven days with who used them, a hash of what was asked and the answer;
/// two requests with one key wait for each other. The change and the note of its answer are one transaction: either both happened or neither did. Answers hold no secrets.
/// Each request is an audit entry, whether it was granted or refused.
/// </summary>
public sealed class IdempotentRuns(IDatabase database, IAuditTrail audit)
{
    private const int LongestKey = 200;
    private static readonly Error Reused = new("IDEMPOTENCY_KEY_REUSED", "This idempotency key was used for another request.") { Kind = ErrorKind.KeyReused };

    /// <summary>The answer of the first run with this key, which may be this one.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="key">Chosen by the caller, 1 to 200 characters.</param>
    /// <param name="operation">What is asked: the mutation's name.</param>
    /// <param name="input">What it is asked with.</param>
    /// <param name="run">Makes the change, in transactions of the tenant, one after the other.</param>
    /// <param name="refuse">Makes the answer for a key that cannot be used.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TAnswer> RunAsync<TAnswer>(
        ClaimsPrincipal user, string key, string operation, object input, Func<CancellationToken, Task<TAnswer>> run, Func<UserError, TAnswer> refuse, CancellationToken cancellationToken)
        where TAnswer : class
    {
        if (key.Length is 0 or > LongestKey) return refuse(UserError.Of(new("BAD_IDEMPOTENCY_KEY", $"An idempotency key has 1 to {LongestKey} characters.")));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{user.Actor()}\n{JsonSerializer.Serialize(input)}"));
        return await database.AsOneAsync(user.Tenant(), async (transaction, token) =>
        {
            await LockAsync(transaction, key, token);
            if (await FindAsync(transaction, key, token) is { } known)
                return known.Hash.AsSpan().SequenceEqual(hash) ? JsonSerializer.Deserialize<TAnswer>(known.Answer)! : refuse(UserError.Of(Reused));
            var answer = await run(token);
            var told = JsonSerializer.Serialize(answer);
            await KeepAsync(transaction, user.Actor(), key, hash, told, token);
            await audit.AppendAsync(transaction, ActOf(operation, user, key, told), token);
            return answer;
        }, cancellationToken);
    }

    private static AuditAct ActOf(string operation, ClaimsPrincipal user, string key, string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var errors = json.RootElement.TryGetProperty("Errors", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(e => e.GetProperty("Code").GetString()) : [];
        var outcome = string.Join(' ', errors);
        return new AuditAct("mutation." + operation, "graphql") { Actor = user.Actor(), Outcome = outcome.Length == 0 ? "done" : outcome, Detail = $"idempotency key {key}" };
    }

    private static async Task LockAsync(IDatabaseTransaction transaction, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", transaction.Connection);
        command.Parameters.Add(new() { Value = $"idempotency {transaction.Tenant} {key}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<(byte[] Hash, string Answer)?> FindAsync(IDatabaseTransaction transaction, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select request_hash, answer from platform.idempotency_key where tenant_id = $1 and key = $2 and created_at > now() - interval '7 days'", transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetFieldValue<byte[]>(0), reader.GetString(1)) : null;
    }

    private static async Task KeepAsync(IDatabaseTransaction transaction, string actor, string key, byte[] hash, string answer, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            with old as (delete from platform.idempotency_key where tenant_id = $1 and key <> $2 and created_at <= now() - interval '7 days')
            insert into platform.idempotency_key (tenant_id, key, actor, request_hash, answer) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, key) do update set actor = $3, request_hash = $4, answer = $5, created_at = now()
            """,
            transaction.Connection);
        command.Parameters.Add(new() { Value = transaction.Tenant.Value });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = actor });
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = answer });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
