using System.Security.Claims;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Identity.GraphQL;
using PortfolioPlatform.Identity.People;
using PortfolioPlatform.Platform;
using PortfolioPlatform.Platform.GraphQL;
using PortfolioPlatform.Platform.SignIn;

namespace PortfolioPlatform.Identity.Policies;

/// <summary>What a tenant asks of who signs in.</summary>
internal sealed class PolicyQueries(IDatabase database)
{
    /// <summary>What is asked of who signs in.</summary>
    [Authorize(Permission.ManageMembers)]
    public async Task<SignInPolicyItem> GetSignInPolicyAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(user.Tenant(), cancellationToken);
        return new SignInPolicyItem(await SecondFactor.IsAskedAsync(transaction, user.Tenant(), cancellationToken));
    }
}

/// <summary>Changes of what is asked.</summary>
internal sealed class PolicyMutations(IDatabase database, IdempotentRuns runs, RevocationList revocations, TimeProvider time)
{
    private static readonly UserError OwnFirst = UserError.Of(new Kernel.Error("SECOND_FACTOR_FIRST", "Sign in with a code or a passkey yourself first: you would be shut out.") { Kind = Kernel.ErrorKind.Conflict });

    /// <summary>Says whether members must sign in with a code or a passkey. Who has not may set one up, and nothing else, from then on.</summary>
    [Authorize(Permission.ManageMembers)]
    public Task<MemberPayload> RequireSecondFactorAsync(RequireSecondFactorInput input, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        runs.RunAsync(user, input.IdempotencyKey, "requireSecondFactor", input, token => AskAsync(input.Required, user, token), MemberPayload.Refused, cancellationToken);

    private async Task<MemberPayload> AskAsync(bool required, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (required && !SecondFactor.IsIn(user.FindFirst(SignInClaims.Method)?.Value)) return MemberPayload.Refused(OwnFirst);
        await using (var transaction = await database.BeginAsync(user.Tenant(), cancellationToken))
        {
            await SecondFactor.AskAsync(transaction, required, user.Actor(), time.GetUtcNow(), cancellationToken);
            var members = await MemberSql.AllAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await transaction.ThenAsync(async token =>
            {
                foreach (var member in members) await revocations.AgeAsync(member, token);
            }, cancellationToken);
        }

        return new MemberPayload(true, []);
    }
}

/// <summary>What is asked of who signs in.</summary>
/// <param name="SecondFactorRequired">Whether a password alone opens nothing.</param>
[GraphQLName("SignInPolicy")]
internal sealed record SignInPolicyItem(bool SecondFactorRequired);

/// <summary>Says whether members must sign in with a second factor.</summary>
/// <param name="IdempotencyKey">Chosen by the caller: the same key repeats the first answer.</param>
/// <param name="Required">Whether they must.</param>
internal sealed record RequireSecondFactorInput(string IdempotencyKey, bool Required);
